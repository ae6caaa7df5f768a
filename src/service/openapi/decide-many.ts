import type { Components } from '../../wire/components.js';
import { Together, Batch, ItemAnswer } from '../../wire/decision.js';
import { maximumBatch } from '../../wire/limits.js';
import { described } from '../../wire/parts.js';
import { togetherRequest, itemRequest } from '../../wire/requests.js';
import { keyParameters, replayedHeaders } from './idempotency-schemas.js';
import { type Operation, bodyProblems, decidingProblems, recordingProblems } from './openapi-operation.js';

export const decideMany = (use: Components['use'], decisions: readonly string[]): Operation => {
  const together = togetherRequest({ type: 'string', enum: decisions });
  const item = {
    oneOf: [
      ...decisions.map((name) =>
        itemRequest({ type: 'string', const: name }, { $ref: `#/components/schemas/${name}-facts` }),
      ),
      together,
    ],
  };
  return {
    said: {
      operationId: 'decide-many',
      summary:
        'Several decisions on one set of facts; or a list, or a stream of lines, of requests that are each answered on their own.',
      parameters: keyParameters,
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: use({ oneOf: [together, { type: 'array', items: item, maxItems: maximumBatch }] }),
          },
          'application/x-ndjson': { schema: use({ ...item, description: 'One on each line.' }) },
        },
      },
    },
    answer: {
      description: 'All the decisions, all recorded; or an answer for each item.',
      headers: replayedHeaders,
      content: {
        'application/json': { schema: use({ oneOf: [Together, Batch] }) },
        'application/x-ndjson': {
          schema: use(described('One on each line, in the order of the requests.', ItemAnswer)),
        },
      },
    },
    problems: [...bodyProblems, ...decidingProblems, 'unknown-decision', ...recordingProblems],
  };
};
