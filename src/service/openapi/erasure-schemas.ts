/** What `POST /erasures` takes and answers. */
export const erasureSchemas = {
  request: {
    type: 'object',
    required: ['subject', 'reason'],
    additionalProperties: false,
    properties: {
      subject: { type: 'string', minLength: 1, maxLength: 512 },
      reason: {
        description: 'Stays in the log: nothing personal.',
        type: 'string',
        minLength: 1,
        maxLength: 1000,
      },
    },
  },
  erased: {
    type: 'object',
    required: ['event', 'records'],
    properties: {
      event: { description: 'Id of the event that says so.', type: ['string', 'null'] },
      records: { type: 'integer', minimum: 0 },
    },
  },
} as const;
