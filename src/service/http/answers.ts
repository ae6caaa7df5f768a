import { makePreview, type Decide } from '../../decide/decide.js';
import type { DirectAnswers } from './direct-path.js';
import type { RequestLimits } from './request/request-limits.js';
import { makeAnswerOne } from './decide/answer-one.js';
import type { ServiceParts } from '../start/service-parts.js';

/**
 * The answers to requests for one decision, whichever way these come.
 * @param decide what decides and records
 */
export const makeAnswers = (decide: Decide, parts: ServiceParts, limits: RequestLimits): DirectAnswers => {
  const { editions, reportDefect } = parts;
  const answerParts = {
    editions,
    limits: { limitBytes: limits.bodyLimitBytes, timeoutMs: limits.bodyTimeoutMs },
    reportDefect,
  };
  return {
    decide: makeAnswerOne(decide, { ...answerParts, takesKeys: true }),
    preview: makeAnswerOne(makePreview(parts), { ...answerParts, takesKeys: false }),
  };
};
