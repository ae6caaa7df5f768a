import { Type } from '@sinclair/typebox';
import { Checkpoint } from './operating.js';
import { count, described, digest, list, mapOf, named, ordinal, text } from './parts.js';

/** What `GET /decisions/{id}/receipt` answers; docs/receipts.md says how it is verified. */
export const Receipt = named(
  'Receipt',
  Type.Object({
    format: Type.Literal('clausebook-receipt-1'),
    record: Type.Object({
      body: described('The canonical JSON of the record’s body, over which its hash is.', text),
      open: described(
        'Personal values by their place in the inputs: the canonical JSON of salt and value, over which the commitment is.',
        mapOf(text),
      ),
    }),
    proof: described(
      'The path from the record’s leaf to the root that the checkpoint signs (RFC 6962, 2.1.1), lowest first.',
      Type.Object({ index: count, size: ordinal, path: list(digest) }),
    ),
    checkpoint: Checkpoint,
    timestamp: Type.Optional(
      described(
        'The time stamp of the checkpoint’s canonical JSON, where it has one: a token of RFC 3161, DER in base64.',
        text,
      ),
    ),
    clauses: described(
      'Those that the record cites, in the words of the release.',
      list(Type.Object({ id: text, words: text })),
    ),
    release: described(
      'The canonical JSON of the release’s files, over which the digest is by which the record names it.',
      text,
    ),
  }),
);
