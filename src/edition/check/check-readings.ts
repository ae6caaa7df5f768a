import type { Contract } from '../../contract/contract.js';
import { suggestion } from '../../language/nearest.js';
import type { Findings } from '../read/diagnostic.js';
import type { Reading } from '../model/edition.js';
import type { EditionFiles } from '../read/edition-files.js';
import { positionOf, valuePlace, type Path } from '../read/place.js';
import type { Source } from '../read/source.js';
import { brokenNames, headOf, wholeItems, type Structured } from '../read/structure.js';

/** Builds the register of readings. */
export const buildReadings = (
  structured: Structured<'readings'>,
  findings: Findings,
): ReadonlyMap<string, Reading> => {
  const { source } = structured;
  const readings = new Map<string, Reading>();
  for (const { value, path } of wholeItems(structured, 'readings')) {
    if (readings.has(value.id)) {
      findings.report('duplicate-id', valuePlace(source, [...path, 'id']), {
        message: `Two readings have the id \`${value.id}\`.`,
        hint: 'Give each its own: decisions name readings by id.',
      });
    } else readings.set(value.id, { ...value, position: positionOf(valuePlace(source, path)) });
  }
  return readings;
};

/** Holds the register against the rules, the definitions and governing.yaml, which name readings. */
export const checkReadings = (
  { readings: structured, definitions, tables, ruleSets, governing }: EditionFiles,
  findings: Findings,
): void => {
  if (!structured.usable) return;
  const items = wholeItems(structured, 'readings');
  const ids = [...items.map(({ value }) => value.id), ...brokenNames(structured, 'readings', 'id')];
  const named = new Set<string>();
  let whole = definitions.usable && definitions.broken.size === 0;
  const check = (source: Source, path: Path, readings: readonly string[] | undefined): void => {
    for (const [index, id] of (readings ?? []).entries()) {
      named.add(id);
      if (ids.includes(id)) continue;
      findings.report('unknown-reading', valuePlace(source, [...path, 'readings', index]), {
        message: `\`${id}\` is no reading.`,
        hint: suggestion(id, ids, 'Add it to readings.yaml.'),
      });
    }
  };
  for (const { value, path } of wholeItems(definitions, 'definitions')) {
    check(definitions.source, path, value.readings);
  }
  if (tables !== undefined) {
    whole &&= tables.usable && tables.broken.size === 0;
    for (const { value, path } of wholeItems(tables, 'tables')) check(tables.source, path, value.readings);
  }
  for (const ruleSet of ruleSets.values()) {
    whole &&= ruleSet.usable && ruleSet.broken.size === 0;
    for (const { value, path } of wholeItems(ruleSet, 'rules')) check(ruleSet.source, path, value.readings);
  }
  if (governing !== undefined) {
    whole &&= governing.usable && governing.broken.size === 0;
    for (const { value, path } of [...wholeItems(governing, 'acceptance'), ...wholeItems(governing, 'acts')])
      check(governing.source, path, value.readings);
    check(governing.source, ['untold'], headOf(governing)?.untold.readings);
  }
  if (!whole) return;
  for (const { value, path } of items) {
    if (named.has(value.id)) continue;
    findings.report('unused-reading', valuePlace(structured.source, [...path, 'id']), {
      message: `No rule, no definition, no table and no governing.yaml depends on the reading \`${value.id}\`.`,
      hint: 'Name it under `readings` of what depends on it, or remove it.',
    });
  }
};

/** Holds the words that each reading takes a meaning of against the clauses that it cites: they must stand in one of them. */
export const checkReadWords = (
  structured: Structured<'readings'>,
  { clauses }: Contract,
  findings: Findings,
): void => {
  for (const { value, path } of wholeItems(structured, 'readings')) {
    const cited = value.clauses.flatMap((id) => clauses.get(id) ?? []);
    const words = inOneLine(value.words);
    // Words from the start of a sentence may be quoted in the middle of one.
    const forms = [words, `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`];
    const stands = cited.some((clause) => forms.some((form) => inOneLine(clause.words).includes(form)));
    if (cited.length === 0 || stands) continue;
    findings.report('reading-words', valuePlace(structured.source, [...path, 'words']), {
      message: `“${value.words}” does not stand in ${cited.map(({ id }) => id).join(' or ')}.`,
      hint: 'Quote the words of the clause as they are, or cite the clause that has them.',
      clause: cited[0],
    });
  }
};

const inOneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
