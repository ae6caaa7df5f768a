import { Type, type Static } from '@sinclair/typebox';
import { count, described, digest, instant, list, mapOf, nullable, oneOf, text, texts } from './parts.js';

/** What was proved of a release: all properties of all its decisions and invariants, without a finding. */
export const ProofSummary = Type.Object({
  solver: described('Name and version.', text),
  at: instant,
  properties: count,
  items: described(
    'No list was looked at with more items than this, where a schema lets one be longer.',
    nullable(count),
  ),
  clauses: described('How many of the properties rest on each clause.', mapOf(count)),
  invariants: described('Those that hold, by their names.', texts),
  each: Type.Optional(
    described(
      'Each property, those together that are of the same decision or invariant, rest on the same clauses, and came to the same; an entry of an earlier version has none.',
      list(
        Type.Object({
          of: described('The name of the decision or invariant.', text),
          verdict: described('`proved`, `shown` or `elsewhere`.', text),
          clauses: described('None where they are of the whole decision.', texts),
          properties: described(
            'Ids, each of which begins with its kind: `rule-stands fees-are-not-refundable`.',
            texts,
          ),
        }),
      ),
    ),
  ),
});
export type ProofSummary = Static<typeof ProofSummary>;

/** What the registry says of a release, signed. */
export const RegistryEntry = Type.Object({
  document: text,
  revision: text,
  digest,
  format: Type.Literal(1),
  kind: oneOf('adopted', 'published', 'withdrawn', 'restored'),
  effectiveFrom: instant,
  at: instant,
  author: text,
  reviewers: texts,
  reason: text,
  proof: Type.Optional(
    described('SHA-256 of the evidence that every decision and invariant of the release was proved.', digest),
  ),
  proved: Type.Optional(ProofSummary),
  previous: digest,
  key: digest,
  signature: described('Ed25519 over the canonical JSON of the other fields; base64url.', text),
});
