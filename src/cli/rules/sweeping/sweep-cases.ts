import type { InvalidClause } from '../../../engine/severability.js';
import type { Act } from '../../../edition/model/governing.js';
import { compileFeatures } from '../../../scenarios/compile-features.js';
import { readFeatures } from '../../../scenarios/read-features.js';
import { readDecideRequest } from '../../../decide/request/decide-request.js';
import type { EditionQuery } from '../../../decide/request/edition-query.js';
import { readJson } from '../../../service/http/request/read-json.js';
import { CouldNot, WrongUse } from '../../shell/command.js';
import { readNamed } from '../../shell/read-named.js';

/** A case of a decision, and where it comes from. */
export interface NamedCase {
  readonly decision: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds; `null` where none is given. */
  readonly asOf: number | null;
  readonly edition: EditionQuery;
  /** Of the customer, as the request tells them. */
  readonly acts: readonly Act[];
  /** Clauses that are held invalid; none in most. */
  readonly invalid: readonly InvalidClause[];
  /** `uri:line`, or the place in a file of cases. */
  readonly at: string;
  readonly title: string;
}

interface ScenarioCases {
  readonly cases: readonly NamedCase[];
  /** What is wrong with the scenarios. */
  readonly faults: readonly string[];
}

/** What the scenarios of a contract ask; what is no request, since a scenario shows that it is refused, is left out. */
const readAll = async (directory: string, document: string): Promise<ScenarioCases> => {
  const read = await readFeatures(directory, document);
  if (read.code !== 'read') return { cases: [], faults: [] };
  const { scenarios, faults } = compileFeatures(read.sources);
  const cases = scenarios.flatMap(({ title, uri, line, asks }) =>
    asks.flatMap(({ decision, request }): readonly NamedCase[] => {
      const asked = readDecideRequest(request);
      if (asked.code !== 'read') return [];
      const { facts, asOf, edition, acts = [], invalid = [] } = asked.value;
      return [{ decision, facts, asOf, edition, acts, invalid, at: `${uri}:${line}`, title }];
    }),
  );
  return { cases, faults };
};

/**
 * What the scenarios of a contract ask, the facts of each case once. Nothing where the contract has no scenarios.
 * @param directory the folder of features
 */
export const readScenarioCases = async (directory: string, document: string): Promise<ScenarioCases> => {
  const { cases, faults } = await readAll(directory, document);
  const once = new Map<string, NamedCase>();
  for (const one of cases) {
    const key = JSON.stringify([one.decision, one.facts, one.edition, one.invalid]);
    if (!once.has(key)) once.set(key, one);
  }
  return { cases: [...once.values()], faults };
};

/** All that the scenarios of a contract ask. Throws {@link CouldNot} where they have faults. */
export const casesOfScenarios = async (
  directory: string,
  document: string,
): Promise<readonly NamedCase[]> => {
  const { cases, faults } = await readAll(directory, document);
  if (faults.length > 0) throw new CouldNot(`The scenarios have faults:\n${faults.join('\n')}`);
  return cases;
};

/** The cases in a JSON file: a list of `{ decision, facts, asOf?, edition?, title? }`. */
export const casesOfFile = async (file: string): Promise<readonly NamedCase[]> => {
  const text = await readNamed(file);
  const json = readJson(text);
  if (json.code !== 'read' || !Array.isArray(json.value))
    throw new WrongUse(`\`${file}\` is no JSON list of cases.`);
  return json.value.map((value: unknown, i): NamedCase => {
    const at = `${file}#${i + 1}`;
    const { decision, title = decision, ...request } = isObject(value) ? value : {};
    const asked = readDecideRequest(request);
    if (typeof decision !== 'string' || typeof title !== 'string' || asked.code !== 'read')
      throw new WrongUse(
        `${at} is no case: { "decision": …, "facts": { … }, "edition"?: { … }, "title"?: … }.`,
      );
    const { facts, asOf, edition, acts = [], invalid = [] } = asked.value;
    return { decision, facts, asOf, edition, acts, invalid, at, title };
  });
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
