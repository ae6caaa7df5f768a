import { createHash } from 'node:crypto';
import type { ClauseId } from '../../contract/contract.js';
import { valuePlace, type Path, type Place } from '../read/place.js';
import { entriesOf, type Structured } from '../read/structure.js';
import { rowsWritten } from '../read/table-rows.js';
import { isRecord } from '../../language/values.js';

/** That something in an edition rests on a clause. */
export interface Citation {
  readonly clause: ClauseId;
  /** What cites, as reviews.yaml names it: `ledger`, `refund/no-refund`, `definition currentPeriod`, `reading R1`, … */
  readonly of: string;
  readonly place: Place;
}

/**
 * Every citation of a clause, in what is whole and in what is not: the ledger's rows, rules, definitions, parameters and their
 * constraints, readings, facts, what governs, invariants.
 */
export const citationsOf = (files: readonly Structured[]): readonly Citation[] =>
  files.flatMap((file) => {
    switch (file.kind) {
      case 'ledger':
        return entriesOf(file.source.value, 'clauses').flatMap(({ value, path }) =>
          isRecord(value) ? cited(file, value['clause'], 'ledger', [...path, 'clause']) : [],
        );
      case 'rule-set': {
        const decision = file.source.file.replace(/\.yaml$/, '');
        return list(file, 'rules', (rule) => `${decision}/${String(rule['id'])}`);
      }
      case 'definitions':
        return list(file, 'definitions', (definition) => `definition ${String(definition['term'])}`);
      case 'tables':
        return tableCitations(file);
      case 'functions':
        return list(file, 'functions', (one) => `function ${String(one['function'])}`);
      case 'parameters':
        return [
          ...list(file, 'parameters', (parameter) => `parameter ${String(parameter['parameter'])}`),
          ...list(file, 'constraints', (constraint) => `constraint ${String(constraint['code'])}`),
        ];
      case 'readings':
        return [...list(file, 'readings', readingName), ...otherwise(file)];
      case 'facts':
        return list(file, 'facts', (_, key) => `fact ${key}`);
      case 'governing':
        return [
          ...list(file, 'acceptance', () => 'governing'),
          ...list(file, 'acts', () => 'governing'),
          ...untold(file),
        ];
      case 'always':
        return list(file, 'invariants', (one) => `invariant ${String(one['name'])}`);
      case 'edition':
      case 'letters':
      case 'reviews':
        return [];
    }
  });

/** A reading that somebody signed is named with a digest of what it says, so that a change asks for a new review. */
const readingName = (reading: Readonly<Record<string, unknown>>): string => {
  const name = `reading ${String(reading['id'])}`;
  if (reading['decidedBy'] === undefined) return name;
  const { words, taken, rejected, because, decidedBy, decidedOn, risk, otherwise: side = null } = reading;
  const signed = JSON.stringify([words, taken, rejected, because, decidedBy, decidedOn, risk, side]);
  return `${name}, as signed ${createHash('sha256').update(signed).digest('hex').slice(0, 12)}`;
};

/** What the rejected sides of readings cite, under the name of the reading. */
const otherwise = (file: Structured): readonly Citation[] =>
  entriesOf(file.source.value, 'readings').flatMap(({ value: reading, path }) => {
    if (!isRecord(reading) || !isRecord(reading['otherwise'])) return [];
    const side = reading['otherwise'];
    const of = readingName(reading);
    const citedBy = (value: unknown, name: string, at: Path): readonly Citation[] =>
      entriesOf(value, name).flatMap((item) =>
        entriesOf(item.value, 'clauses').flatMap((clause) =>
          cited(file, clause.value, of, [...at, ...item.path, ...clause.path]),
        ),
      );
    const at = [...path, 'otherwise'];
    return [
      ...entriesOf(side, 'decisions').flatMap((decision) =>
        citedBy(decision.value, 'rules', [...at, ...decision.path]),
      ),
      ...citedBy(side, 'definitions', at),
      ...citedBy(side, 'functions', at),
      ...citedBy(side, 'tables', at),
      ...entriesOf(side, 'tables').flatMap((table) => citedBy(table.value, 'rows', [...at, ...table.path])),
      ...citedBy(side, 'parameters', at),
    ];
  });

const list = (
  file: Structured,
  name: string,
  of: (item: Readonly<Record<string, unknown>>, key: string) => string,
): readonly Citation[] =>
  entriesOf(file.source.value, name).flatMap(({ value, key, path }) => {
    if (!isRecord(value)) return [];
    return entriesOf(value, 'clauses').flatMap((clause) =>
      cited(file, clause.value, of(value, key), [...path, ...clause.path]),
    );
  });

/** A table cites the clauses of its rows too, which may stand in a CSV file beside. */
const tableCitations = (file: Structured): readonly Citation[] =>
  entriesOf(file.source.value, 'tables').flatMap(({ value, path }) => {
    if (!isRecord(value)) return [];
    const of = `table ${String(value['table'])}`;
    return [
      ...entriesOf(value, 'clauses').flatMap((clause) =>
        cited(file, clause.value, of, [...path, ...clause.path]),
      ),
      ...rowsWritten(value, path, file).flatMap(({ clauses }) =>
        clauses.map(({ text: clause, place }) => ({ clause, of, place })),
      ),
    ];
  });

/** What the edition in effect rests on where no act is told. */
const untold = (file: Structured): readonly Citation[] => {
  const { value } = file.source;
  return isRecord(value)
    ? entriesOf(value['untold'], 'clauses').flatMap((clause) =>
        cited(file, clause.value, 'governing', ['untold', ...clause.path]),
      )
    : [];
};

const cited = ({ source }: Structured, clause: unknown, of: string, path: Path): readonly Citation[] =>
  typeof clause === 'string' ? [{ clause, of, place: valuePlace(source, path) }] : [];
