const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };

const record = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const list = (items: object): object => ({ type: 'array', items });

/** What `GET /drafts` answers. */
export const draftsSchema = record({
  drafts: list(
    record({
      document: text,
      revision: text,
      digest: text,
      title: text,
      effectiveFrom: { type: 'string', format: 'date-time' },
      evaluated: count,
      waiting: count,
      skipped: count,
      decisions: list(
        record({
          decision: text,
          compared: count,
          changed: count,
          grounds: count,
          outcomes: list(record({ before: text, after: text, count })),
        }),
      ),
      notCompared: list(record({ why: text, count })),
      errors: list(record({ error: text, count })),
    }),
  ),
});
