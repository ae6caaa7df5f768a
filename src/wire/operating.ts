import { Type, type Static } from '@sinclair/typebox';
import {
  count,
  described,
  digest,
  flag,
  instant,
  list,
  named,
  nullable,
  ordinal,
  text,
  texts,
} from './parts.js';

/** What `GET /healthz` answers. */
export const Health = Type.Object({ status: Type.Literal('ok') });
/** What `GET /version` answers. */
export const Version = Type.Object({
  version: text,
  commit: described(
    'Of git; null where it runs from its sources, or was built outside a repository.',
    nullable(text),
  ),
  changed: described('Whether files differed from the commit.', flag),
});
/** What was altered, as far as a process met it. */
export const Altered = Type.Object({
  count: ordinal,
  orMore: described('Whether there may be more: so many are counted.', flag),
  first: described('The first of them, by their places in the log.', texts),
});
/** How it stands with one who is told of events. */
export const WebhookState = Type.Object({
  name: text,
  lag: described(
    'Lines of the log and the registry that it was not told yet; null where that can’t be read now.',
    nullable(count),
  ),
  failingSince: described(
    'Since when it does not take something; null where it takes all.',
    nullable(instant),
  ),
});
/** How it stands with one who is told of checkpoints. */
export const WitnessState = Type.Object({
  name: described('Its address, without what may be secret in it.', text),
  confirmed: described(
    'The time of the last checkpoint that it has; null where it has none, or that can’t be read now.',
    nullable(instant),
  ),
  waiting: described(
    'Checkpoints that it does not have yet; null where that can’t be read now.',
    nullable(count),
  ),
  failingSince: described(
    'Since when it does not take a checkpoint; null where it has all.',
    nullable(instant),
  ),
});
/** What `GET /readyz` answers. */
export const Readiness = Type.Object({
  status: Type.Literal('ready'),
  altered: Type.Optional(
    described('What this process met in the log that is not what was recorded.', Altered),
  ),
  webhooks: Type.Optional(described('Those who are told of events.', list(WebhookState))),
  witnesses: Type.Optional(described('Those who are told of checkpoints.', list(WitnessState))),
});

/** What `POST /erasures` answers. */
export const Erased = Type.Object({
  event: described('Id of the event that says so; null where there was nothing.', nullable(text)),
  records: count,
  unread: Type.Optional(
    described(
      'Records of the subject that were altered so that they can’t be read: what they hold stays.',
      texts,
    ),
  ),
  drafts: Type.Optional(
    described(
      'Ids of drafts in which the subject’s name stands, as somebody wrote it: an erasure changes no draft.',
      texts,
    ),
  ),
});

/** A signed checkpoint. */
export const Checkpoint = named(
  'Checkpoint',
  Type.Object(
    {
      format: described('1: no head has a root.', Type.Union([Type.Literal(1), Type.Literal(2)])),
      at: instant,
      heads: list(
        Type.Object({
          chain: nullable(text),
          sequence: ordinal,
          hash: digest,
          root: Type.Optional(
            described('Of the tree over the records up to this one (RFC 6962, 2.1).', digest),
          ),
        }),
      ),
      registry: Type.Optional(
        described(
          'How many entries the registry of releases had, and what the last one was.',
          Type.Object({ entries: ordinal, hash: digest }),
        ),
      ),
      previous: described('Over the canonical JSON of the checkpoint before.', digest),
      key: described('Which key signed.', digest),
      signature: described('Ed25519 over the canonical JSON of the other fields; base64url.', text),
    },
    { description: 'What every chain of the log ended with at a time, signed.' },
  ),
);
/** What `GET /checkpoints` answers. */
export const Checkpoints = Type.Object({
  items: list(Checkpoint),
  altered: Type.Optional(described('Those that are left out since they were altered.', texts)),
});
export type Checkpoints = Static<typeof Checkpoints>;
/** What `POST /checkpoints` answers. */
export const CheckpointMade = Type.Object({ checkpoint: nullable(Checkpoint) });
export type CheckpointMade = Static<typeof CheckpointMade>;
/** What `GET /checkpoints/key` answers. */
export const CheckpointKey = Type.Object({
  key: digest,
  jwk: described(
    'RFC 8037.',
    Type.Object({ kty: text, crv: text, x: text, kid: digest, use: text, alg: text }),
  ),
  pem: text,
});
export type CheckpointKey = Static<typeof CheckpointKey>;

/** What `GET /drafts` answers. */
export const ShadowedDrafts = Type.Object({
  drafts: list(
    Type.Object({
      document: text,
      revision: text,
      digest,
      title: text,
      effectiveFrom: instant,
      evaluated: count,
      waiting: count,
      skipped: count,
      decisions: list(
        Type.Object({
          decision: text,
          compared: count,
          changed: count,
          grounds: count,
          outcomes: list(Type.Object({ before: text, after: text, count })),
        }),
      ),
      notCompared: list(Type.Object({ why: text, count })),
      errors: list(Type.Object({ error: text, count })),
    }),
  ),
});
export type ShadowedDrafts = Static<typeof ShadowedDrafts>;

/** What `GET /.well-known/legal-context.json` answers. */
export const LegalContext = named(
  'LegalContext',
  Type.Object({
    documents: list(
      Type.Object({
        document: text,
        title: text,
        editions: described(
          'Those that are or were in effect, the oldest first.',
          list(Type.Object({ revision: text, digest, effectiveFrom: instant, clauses: text })),
        ),
      }),
    ),
    openapi: described('Where the service is described.', text),
    mcp: Type.Optional(described('Where agents ask, where they may.', text)),
  }),
);
export type LegalContext = Static<typeof LegalContext>;
