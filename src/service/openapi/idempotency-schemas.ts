/** How OpenAPI tells of `Idempotency-Key`: what may be sent where decisions are recorded. */
export const keyParameters = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'The same request under the same key is decided once. Bare, or a string of RFC 8941; each item of a list or stream has a key of its own.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  },
] as const;

/** What tells of an answer that it was decided before. */
export const replayedHeaders = {
  'Idempotency-Replayed': {
    description: 'It was decided before, when the same request came under the same key.',
    schema: { const: 'true' },
  },
} as const;
