const digest = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' };

const checkpoint = {
  description: 'What every chain of the log ended with at a time, signed.',
  type: 'object',
  required: ['format', 'at', 'heads', 'previous', 'key', 'signature'],
  properties: {
    format: { const: 1 },
    at: { type: 'string', format: 'date-time' },
    heads: {
      type: 'array',
      items: {
        type: 'object',
        required: ['chain', 'sequence', 'hash'],
        properties: {
          chain: { type: ['string', 'null'] },
          sequence: { type: 'integer', minimum: 1 },
          hash: digest,
        },
      },
    },
    previous: { description: 'Over the canonical JSON of the checkpoint before.', ...digest },
    key: { description: 'Which key signed.', ...digest },
    signature: {
      description: 'Ed25519 over the canonical JSON of the other fields; base64url.',
      type: 'string',
    },
  },
};

/** What `GET /checkpoints`, `POST /checkpoints` and `GET /checkpoints/key` answer. */
export const checkpointSchemas = {
  all: { type: 'object', required: ['items'], properties: { items: { type: 'array', items: checkpoint } } },
  made: {
    type: 'object',
    required: ['checkpoint'],
    properties: { checkpoint: { oneOf: [checkpoint, { type: 'null' }] } },
  },
  key: {
    type: 'object',
    required: ['key', 'jwk', 'pem'],
    properties: { key: digest, jwk: { type: 'object' }, pem: { type: 'string' } },
  },
} as const;
