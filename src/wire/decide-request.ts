import { Type, type TSchema } from '@sinclair/typebox';
import { InvalidClause } from './decision.js';
import { actKinds, maximumActs, maximumInvalid, maximumText, maximumTogether } from './limits.js';
import { closed, described, instant, list, named, oneOf } from './parts.js';

const name = Type.String({ minLength: 1, maxLength: maximumText });

const EditionQuery = named(
  'EditionQuery',
  Type.Partial(Type.Object({ document: name, revision: name, digest: name, knownAt: instant }), {
    ...closed,
    description:
      'Which edition is to decide; left out, the one that governs. `knownAt`: only what had been published by then is looked at.',
  }),
);

const Acceptance = named(
  'Acceptance',
  Type.Object(
    {
      acts: list(
        Type.Object(
          {
            kind: oneOf(...actKinds),
            at: instant,
            edition: Type.Optional(
              described('Of an assent.', Type.Partial(Type.Object({ revision: name, digest: name }), closed)),
            ),
          },
          closed,
        ),
        { maxItems: maximumActs },
      ),
    },
    { ...closed, description: 'What the customer did, by which an edition was accepted.' },
  ),
);

const members = {
  asOf: Type.Optional(
    described('RFC 3339 with an offset, at most milliseconds; now where left out.', instant),
  ),
  subject: Type.Optional(described('Whom the decision is about, in your own words; to search by.', name)),
  edition: Type.Optional(EditionQuery),
  acceptance: Type.Optional(Acceptance),
  invalid: Type.Optional(list(InvalidClause, { maxItems: maximumInvalid })),
};

/** A request to decide, around the schema of its facts. */
export const decideRequest = (facts: TSchema) => Type.Object({ facts, ...members }, closed);

/** A request to try a decision, of which nothing is recorded. */
export const previewRequest = (facts: TSchema) =>
  Type.Object(
    {
      facts,
      ...members,
      readings: Type.Optional(
        described(
          'Readings that are to be taken as they rejected, by their ids.',
          Type.Record(Type.String(), Type.Literal('rejected')),
        ),
      ),
    },
    closed,
  );

/** A request in a list or stream, which names its decision. */
export const itemRequest = (decision: string, facts: TSchema) =>
  Type.Object({ decision: Type.Literal(decision), facts, ...members }, closed);

/** A request for several decisions on the same facts. */
export const togetherRequest = (decisions: readonly string[]) =>
  Type.Object(
    {
      decisions: list(oneOf(...decisions), { minItems: 2, maxItems: maximumTogether, uniqueItems: true }),
      facts: Type.Object({}, { description: 'All that the decisions need.' }),
      ...members,
    },
    closed,
  );
