import { isCommitment } from '../../../audit/record/sealing.js';
import { rewriteFields } from '../../../audit/record/pointer.js';
import { placeName } from '../../../audit/store/sql/record/place.js';
import type { DecidedCase } from '../../../analysis/impact/weigh-cases.js';
import type { Decision } from '../../../engine/evaluation.js';
import type { InvalidClause } from '../../../engine/severability.js';
import { nameOf, textOf, type Sql } from '../../../sql/values/sql-text.js';

/** The columns from which a case is told again. */
const columns = [
  ...['id', 'asOf', 'decided.chain', 'decided.sequence', 'decided.document', 'decided.revision'],
  ...['decided.release', 'decided.decision', 'decided.outcome', 'decided.rules', 'decided.clauses'],
  ...['decided.readings', 'decided.effects', 'decided.discretion', 'decided.invalid', 'decided.facts'],
];

/** The cases of a relation of recorded decisions in the order of their log, as SQL. @param besides further columns */
export const casesOf = (
  relation: Sql,
  where: Sql,
  chains: readonly string[],
  besides: readonly string[] = [],
): Sql =>
  `SELECT ${[...columns, ...besides].map(nameOf).join(', ')} FROM ${relation} WHERE ${where} ORDER BY ${chainPlace(chains)}, "decided.sequence"`;

/** The place of a row's chain among the chains of the log, from 1. Of one chain it is not looked for; a bare number would be a column's to `ORDER BY`. */
export const chainPlace = (chains: readonly string[]): Sql =>
  chains.length === 1
    ? 'CAST(1 AS INTEGER)'
    : `list_position(CAST([${chains.map(textOf).join(', ')}] AS VARCHAR[]), coalesce("decided.chain", ''))`;

/** A case as it was recorded, without the personal values that were left out. */
export const caseOf = (row: Readonly<Record<string, unknown>>): DecidedCase => {
  const text = (name: string): string => String(row[name]);
  // What the export wrote, as it was recorded.
  const json = (name: string): unknown => (row[name] === null ? null : JSON.parse(text(name)));
  const texts = (name: string): readonly string[] => row[name] as readonly string[];
  const invalid = json('decided.invalid') as readonly InvalidClause[] | null;
  const chain = row['decided.chain'] === null ? '' : text('decided.chain');
  return {
    at: placeName(chain, Number(row['decided.sequence'])),
    id: text('id'),
    facts: withoutCommitments(json('decided.facts') as Readonly<Record<string, unknown>>),
    asOf: Number(row['asOf']),
    ...(invalid === null ? {} : { invalid }),
    before: {
      edition: {
        digest: text('decided.release'),
        document: text('decided.document'),
        revision: text('decided.revision'),
      },
      decision: {
        decision: text('decided.decision'),
        outcome: text('decided.outcome'),
        effects: json('decided.effects') as Decision['effects'],
        discretion: json('decided.discretion') as Decision['discretion'],
        standing: texts('decided.rules'),
        readings: texts('decided.readings'),
        // What else a decision says is compared by nobody.
        ...{ overridden: [], values: {}, assumed: [], conflict: null },
      },
      clauses: texts('decided.clauses'),
    },
  };
};

const withoutCommitments = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const gone = rewriteFields(facts, '/facts', (value) =>
    isCommitment(value) ? { by: undefined } : undefined,
  );
  return JSON.parse(JSON.stringify(gone)) as Readonly<Record<string, unknown>>; // facts again
};
