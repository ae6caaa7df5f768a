import type { UseQueryResult } from '@tanstack/react-query';
import { usePreview } from '../api/trying.js';
import type { TriedCase } from './case-address.js';
import { useSettled } from '../parts/use-settled.js';
import type { DecisionAnswer } from '../../wire/decision.js';

const typingMs = 200;
/** What is searched for the case waits a little longer than its answer. */
const searchingMs = 450;

/** What is known of the case that stands in a form. */
export interface Answered {
  readonly preview: UseQueryResult<DecisionAnswer>;
  /** The case once nobody types. */
  readonly settled: TriedCase | null;
  /** The same a little later. */
  readonly searched: TriedCase | null;
  /** `undefined` where there is none yet, and where the form holds what can't be read or decided. */
  readonly answer: DecisionAnswer | undefined;
  /** Whether the answer is of the case as it stood before, and the one to what stands in the form is still to come. */
  readonly isOfBefore: boolean;
}

/** Asks for the answer to what stands in a form, once nobody types. */
export const useAnswered = (decision: string, tried: TriedCase | null, isUnread: boolean): Answered => {
  const settled = useSettled(tried, typingMs);
  const searched = useSettled(settled, searchingMs - typingMs);
  const preview = usePreview(decision, settled);
  return {
    preview,
    settled,
    searched,
    answer: preview.isError || isUnread ? undefined : preview.data,
    isOfBefore: settled !== tried || preview.isPlaceholderData,
  };
};
