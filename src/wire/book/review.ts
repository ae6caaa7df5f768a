import { Type, type Static } from '@sinclair/typebox';
import { EditionIdentity } from '../decision.js';
import { RegistryEntry } from '../registry-entry.js';
import {
  count,
  described,
  digest,
  flag,
  instant,
  kind,
  list,
  nullable,
  oneOf,
  text,
  texts,
} from '../parts.js';

/** How far a draft is. */
export const Stage = oneOf('editing', 'proposed', 'approved', 'published');
export type Stage = Static<typeof Stage>;

/** As which release a draft was published. */
export const PublishedAs = Type.Object({
  digest,
  at: instant,
  counts: described('Whether the release counts now.', flag),
});
export type PublishedAs = Static<typeof PublishedAs>;

/** What somebody said of a draft. */
const ReviewEvent = Type.Object({
  kind: oneOf('proposed', 'approved', 'sent-back'),
  by: text,
  at: instant,
  content: described('What the draft held.', digest),
  words: nullable(text),
  outOfForce: described(
    'Why it counts no more; null where it counts.',
    nullable(oneOf('edited', 'proposed-anew', 'sent-back', 'author', 'twice')),
  ),
});

/** A draft's review as it stands, and what whoever asks may do. */
export const DraftReview = Type.Object({
  content: described('What the draft holds: SHA-256 over its files.', digest),
  stage: Stage,
  proposal: described(
    'Null where nobody proposes it, or it was sent back since.',
    nullable(Type.Object({ by: text, at: instant, reason: text })),
  ),
  approvedBy: described('Whose approval counts.', texts),
  approvalsNeeded: count,
  events: described('Everything that was said, oldest first.', list(ReviewEvent)),
  published: nullable(PublishedAs),
  you: described('Who asks; null where nobody has to say so.', nullable(text)),
  may: described('What whoever asks may do.', list(oneOf('propose', 'approve', 'publish'))),
  isAuthor: described('Whether whoever asks made the draft, so that their approval does not count.', flag),
  canPublish: described('Whether releases are published here at all.', flag),
});
export type DraftReview = Static<typeof DraftReview>;

/** Why a draft is not published. */
const Refusal = Type.Object({
  code: text,
  where: described('A file, place or name that is meant.', text),
  message: text,
});

/** Work that came to a limit, or could not go on. */
export const GaveUp = Type.Object({
  kind: kind('gave-up'),
  problem: Type.Object({ type: text, title: text, status: count, detail: text, code: text }),
});

/** A line of examining a draft as a release, and of publishing it. */
export const ReleaseNews = Type.Union([
  Type.Object({
    kind: kind('progress'),
    step: oneOf('files', 'search', 'readings', 'scenarios', 'coverage', 'entering'),
    done: nullable(count),
    of: nullable(count),
  }),
  Type.Object({ kind: kind('refused'), refusals: list(Refusal) }),
  Type.Object({
    kind: kind('publishable'),
    release: EditionIdentity,
    effectiveFrom: instant,
    isFirst: described('Whether it is the first release of its revision.', flag),
  }),
  Type.Object({
    kind: kind('published'),
    entry: RegistryEntry,
    isServed: described('Whether the service serves it by now.', flag),
  }),
  GaveUp,
]);
export type ReleaseNews = Static<typeof ReleaseNews>;
