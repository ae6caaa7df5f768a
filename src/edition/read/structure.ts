import type { Findings } from './diagnostic.js';
import { keyPlace, valuePlace, type Path } from './place.js';
import { validateStructure, type FileKind } from './schemas.js';
import type { Source } from './source.js';
import { isRecord } from '../../language/values.js';
import { toStructureError } from './structure-errors.js';
import type {
  WrittenAcceptance,
  WrittenAct,
  WrittenConstraint,
  WrittenDefinition,
  WrittenEdition,
  WrittenFact,
  WrittenFunction,
  WrittenGround,
  WrittenInvariant,
  WrittenLedgerRow,
  WrittenLetterWords,
  WrittenParameter,
  WrittenReading,
  WrittenReview,
  WrittenSaying,
  WrittenTable,
  WrittenTold,
} from './written.js';
import type { WrittenEffect, WrittenRule } from './written-rule-set.js';

/** The lists and maps of each kind of file. */
interface Lists {
  readonly edition: object;
  readonly ledger: { readonly clauses: WrittenLedgerRow };
  readonly facts: { readonly facts: WrittenFact; readonly constraints: WrittenConstraint };
  readonly definitions: { readonly definitions: WrittenDefinition };
  readonly tables: { readonly tables: WrittenTable };
  readonly functions: { readonly functions: WrittenFunction };
  readonly parameters: { readonly parameters: WrittenParameter; readonly constraints: WrittenConstraint };
  readonly readings: { readonly readings: WrittenReading };
  readonly governing: { readonly acceptance: WrittenAcceptance; readonly acts: WrittenAct };
  readonly letters: {
    readonly decisions: WrittenLetterWords;
    readonly words: string;
    readonly readings: string;
    readonly assumed: WrittenTold;
  };
  readonly always: { readonly invariants: WrittenInvariant };
  readonly reviews: { readonly reviews: WrittenReview };
  readonly 'rule-set': {
    readonly rules: WrittenRule;
    readonly effects: WrittenEffect;
    readonly outcomes: string;
    readonly facts: string;
    readonly choices: string;
  };
}

/** What stands beside the lists. */
interface Heads {
  readonly edition: WrittenEdition;
  readonly 'rule-set': { readonly decision: string; readonly question: string };
  readonly governing: { readonly untold: WrittenGround };
  readonly letters: { readonly unresolved: WrittenSaying };
}

/** A file whose structure was checked: what is whole in it may be used, the rest was reported. */
export interface Structured<K extends FileKind = FileKind> {
  readonly kind: K;
  readonly source: Source;
  /** False where nothing in the file can be used. */
  readonly usable: boolean;
  /** `list/index` or `map/key` of the items that are not whole. */
  readonly broken: ReadonlySet<string>;
  /** Files beside it that it may name: those of tables.yaml in CSV, by name. */
  readonly beside?: ReadonlyMap<string, Source>;
}

/** An item of a list or map in a file. */
export interface Item<T> {
  readonly value: T;
  /** Its index, or its key. */
  readonly key: string;
  readonly path: Path;
}

/** Checks a file against the schema of its kind; one mistake gives one diagnostic. */
export const checkStructure = <K extends FileKind>(
  kind: K,
  source: Source,
  findings: Findings,
): Structured<K> => {
  const broken = new Set<string>();
  if (source.document === undefined) return { kind, source, usable: false, broken };
  let usable = true;
  const told = new Set<string>();
  const wrongs = validateStructure(kind, source.value).flatMap((error) => toStructureError(error) ?? []);
  const meant = new Set(
    wrongs.flatMap(({ meant: key, path }) =>
      key === undefined ? [] : [[...path.slice(0, -1), key].join('/')],
    ),
  );
  // What was meant to stand below an empty key, and stands beside it.
  const outdented = new Set(
    wrongs.flatMap(({ wants = [], path }) => wants.map((key) => [...path.slice(0, -1), key].join('/'))),
  );
  for (const { code, path, atKey, harmless, remark, missing } of wrongs) {
    if (code === 'unknown-key' && outdented.has(path.join('/'))) continue;
    // A key with a typing error is told once, and not as one that is missing, too.
    const isMistyped =
      missing !== undefined &&
      [missing, ...(missing === 'operator' || missing === 'fact' || missing === 'value' ? joining : [])].some(
        (key) => meant.has([...path, key].join('/')),
      );
    const where = path.join('/');
    // Where one place fails several keywords, the first says enough.
    if (!isMistyped && !told.has(`${where} ${atKey ? remark.message : ''}`)) {
      findings.report(code, (atKey ? keyPlace : valuePlace)(source, path), remark);
    }
    told.add(`${where} ${atKey ? remark.message : ''}`);
    if (harmless) continue;
    if (path.length < 2 || kind === 'edition') usable = false;
    else broken.add(path.slice(0, 2).join('/'));
  }
  return { kind, source, usable, broken };
};

/** The keys of a condition that joins others, which has none of those of a comparison. */
const joining = ['all', 'any', 'not'];

/** The whole items of a list or map. */
export const wholeItems = <K extends FileKind, L extends keyof Lists[K] & string>(
  { source, usable, broken }: Structured<K>,
  list: L,
): readonly Item<Lists[K][L]>[] =>
  usable
    ? entriesOf(source.value, list)
        .filter(({ key }) => !broken.has(`${list}/${key}`))
        // The schema of the kind has been checked, and found nothing wrong with this item.
        .map((item) => ({ ...item, value: item.value as Lists[K][L] }))
    : [];

/** What stands beside the lists of a usable file; `undefined` of one that is not. */
export const headOf = <K extends keyof Heads>({ source, usable }: Structured<K>): Heads[K] | undefined =>
  usable ? (source.value as Heads[K]) : undefined; // The schema of the kind has been checked.

/** Every item of a list or map, whole or not, for what can be said of it in any case. */
export const entriesOf = (value: unknown, list: string): readonly Item<unknown>[] => {
  const found = isRecord(value) ? value[list] : undefined;
  if (Array.isArray(found)) {
    return found.map((item: unknown, index) => ({ value: item, key: String(index), path: [list, index] }));
  }
  if (!isRecord(found)) return [];
  return Object.entries(found).map(([key, item]) => ({ value: item, key, path: [list, key] }));
};

/** The names of the items that are not whole, so that nobody is told that they do not exist. */
export const brokenNames = ({ source, broken }: Structured, list: string, name?: string): readonly string[] =>
  entriesOf(source.value, list)
    .filter(({ key }) => broken.has(`${list}/${key}`))
    .map(({ key, value }) => (name === undefined ? key : isRecord(value) ? value[name] : undefined))
    .filter((found) => typeof found === 'string');
