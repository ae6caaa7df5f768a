import { compileFeatures } from '../../scenarios/compile-features.js';
import { readFeatures } from '../../scenarios/read-features.js';
import { readDecideRequest } from '../../decide/request/decide-request.js';
import type { EditionQuery } from '../../decide/request/edition-query.js';
import { readJson } from '../../service/http/request/read-json.js';
import { CouldNot, WrongUse } from '../shell/command.js';
import { readNamed } from '../shell/read-named.js';

/** A case of a decision, and where it comes from. */
export interface NamedCase {
  readonly decision: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds; `null` where none is given. */
  readonly asOf: number | null;
  readonly edition: EditionQuery;
  /** `uri:line`, or the place in a file of cases. */
  readonly at: string;
  readonly title: string;
}

/**
 * What the scenarios of a contract ask, each case once; what is no request, since a scenario shows that it is refused, is left out. Nothing where
 * the contract has no scenarios.
 * @param directory the folder of features
 */
export const readScenarioCases = async (
  directory: string,
  document: string,
): Promise<{ readonly cases: readonly NamedCase[]; readonly faults: readonly string[] }> => {
  const read = await readFeatures(directory, document);
  if (read.code !== 'read') return { cases: [], faults: [] };
  const { scenarios, faults } = compileFeatures(read.sources);
  const cases = new Map<string, NamedCase>();
  for (const { title, uri, line, asks } of scenarios) {
    for (const { decision, request } of asks) {
      const asked = readDecideRequest(request);
      if (asked.code !== 'read') continue;
      const { facts, asOf, edition } = asked.value;
      const key = JSON.stringify([decision, facts, edition]);
      if (!cases.has(key)) cases.set(key, { decision, facts, asOf, edition, at: `${uri}:${line}`, title });
    }
  }
  return { cases: [...cases.values()], faults };
};

/** The same; throws {@link CouldNot} where the scenarios have faults. */
export const casesOfScenarios = async (
  directory: string,
  document: string,
): Promise<readonly NamedCase[]> => {
  const { cases, faults } = await readScenarioCases(directory, document);
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
    const { facts, asOf, edition } = asked.value;
    return { decision, facts, asOf, edition, at, title };
  });
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
