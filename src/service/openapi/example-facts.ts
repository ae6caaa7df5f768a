import { literalsOf } from '../../analysis/boundary/boundary-literals.js';
import { overlapping } from '../../edition/names/dotted-names.js';
import type { Edition } from '../../edition/model/edition.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { dayOf, formatDate } from '../../language/time/calendar.js';
import { formatInstant } from '../../language/instants.js';

/**
 * Facts to start from when trying a decision: just those that it reads and that have no default, each with the plainest value of
 * its shape. They fit the schema; whether they also fit together is for the edition's constraints to say.
 */
export const exampleFacts = (edition: Edition, decision: string): Readonly<Record<string, unknown>> => {
  const ruleSet = edition.decisions.get(decision);
  const facts = ruleSet?.facts.filter(({ optional }) => !optional) ?? [];
  if (ruleSet === undefined) return {};
  const [currency = 'USD'] = literalsOf(edition, ruleSet).currencies;
  const from: Start = { reads: ruleSet.reads, instant: edition.effectiveFrom, currency };
  return Object.fromEntries(
    facts.flatMap(({ name }) => {
      const fact = edition.facts.get(name);
      if (fact === undefined || fact.shape.default !== null) return [];
      return [[name, exampleOf(fact.shape, name, from)]];
    }),
  );
};

/** What the values begin with: the names that the decision reads, an instant (epoch milliseconds), a currency. */
interface Start {
  readonly reads: readonly string[];
  readonly instant: number;
  readonly currency: string;
}

const exampleOf = (shape: FactShape, path: string, from: Start): unknown => {
  const { reads, instant, currency } = from;
  const { type } = shape;
  switch (type.kind) {
    case 'record':
      if (type.name === 'money') return { minor: 10_000, currency };
      return Object.fromEntries(
        [...shape.fields]
          .filter(
            ([name, field]) =>
              field.default === null && reads.some((read) => overlapping(read, `${path}.${name}`)),
          )
          .map(([name, field]) => [name, exampleOf(field, `${path}.${name}`, from)]),
      );
    case 'list':
      return [];
    case 'text':
      return type.values?.[0] ?? 'x'.repeat(Math.max(1, shape.minLength ?? 1));
    case 'integer':
    case 'number':
      return shape.minimum ?? shape.maximum ?? 0;
    case 'boolean':
      return true;
    case 'instant':
      return formatInstant(instant);
    case 'date':
    case 'local':
      return formatDate(dayOf(instant));
    case 'percent':
      return '10 %';
    case 'time':
      return '12:00:00';
    case 'duration':
      return 'P1D';
    case 'months':
      return 'P1Y6M';
    case 'null':
      return null;
  }
};
