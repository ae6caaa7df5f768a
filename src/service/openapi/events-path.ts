import type { Components } from '../../wire/components.js';
import { CloudEvent } from '../../wire/events.js';
import { eventParameters } from '../events/event-query.js';
import type { Operations } from './openapi-operation.js';

/** The stream of events. */
export const eventsPath = (use: Components['use']): Operations => ({
  get: {
    said: {
      summary: 'What happened and happens, as server-sent events: each `id` is the cursor after it',
      parameters: [
        ...Object.entries(eventParameters).map(([name, description]) => ({
          name,
          in: 'query',
          schema: { type: name === 'values' || name === 'follow' ? 'boolean' : 'string' },
          description,
        })),
        {
          name: 'Last-Event-ID',
          in: 'header',
          schema: { type: 'string' },
          description: 'The `id` of the last event that was read: goes on after it.',
        },
      ],
    },
    answer: {
      description: 'Each `data` is one event of this schema.',
      content: { 'text/event-stream': { schema: use(CloudEvent) } },
    },
    problems: ['invalid-request', 'too-many-streams', 'internal'],
  },
});
