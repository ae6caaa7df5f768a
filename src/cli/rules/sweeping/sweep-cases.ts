import { readFeatures } from '../../../scenarios/read-features.js';
import { readDecideRequest } from '../../../decide/request/decide-request.js';
import { allCasesIn, type NamedCase } from '../../../decide/request/scenario-cases.js';
import { readJson } from '../../../service/http/request/read-json.js';
import { CouldNot, WrongUse } from '../../shell/command.js';
import { readNamed } from '../../shell/read-named.js';

/** All that the scenarios of a contract ask. Throws {@link CouldNot} where they have faults. */
export const casesOfScenarios = async (
  directory: string,
  document: string,
): Promise<readonly NamedCase[]> => {
  const read = await readFeatures(directory, document);
  const { cases, faults } = read.code === 'read' ? allCasesIn(read.sources) : { cases: [], faults: [] };
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
