import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readDecideRequest } from '../../../src/decide/request/decide-request.js';
import { loadEdition } from '../../../src/edition/build/load-edition.js';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';
import type { Edition } from '../../../src/edition/model/edition.js';
import { engines } from '../../../src/engine/engines.js';
import type { Trace } from '../../../src/engine/evaluation.js';
import { letterOf, type Letter } from '../../../src/engine/letter/letter.js';
import { tellLetter } from '../../../src/engine/letter/tell-letter.js';
import { tellDecision } from '../../../src/engine/tell.js';
import { compileFeatures } from '../../../src/scenarios/compile-features.js';
import { readFeatures } from '../../../src/scenarios/read-features.js';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Where the approved tellings of the AI agent Terms stand, one file a decision. */
export const approvedFolder = new URL('../kommo-ai-agent-terms/', import.meta.url);

/** A case of a scenario, decided, with both tellings. */
export interface ToldCase {
  readonly title: string;
  readonly decision: string;
  readonly trace: Trace;
  readonly letter: Letter;
  /** The letter as text. */
  readonly toCustomer: string;
  /** The decision in words for counsel, before the trace of each rule. */
  readonly toCounsel: string;
}

/** The edition of a folder; throws where it does not load. */
export const editionAt = async (folder: string): Promise<Edition> => {
  const { edition, diagnostics } = loadEdition(await readEditionFolder(at(folder)), { folder });
  if (edition === undefined) throw new Error(`${folder} does not load: ${diagnostics[0]?.message ?? ''}`);
  return edition;
};

/** All that the scenarios of the AI agent Terms ask and the edition decides, told. */
export const toldCases = async (edition: Edition): Promise<readonly ToldCase[]> => {
  const read = await readFeatures(at('features'), edition.identity.document);
  if (read.code !== 'read') throw new Error(`There are no scenarios: ${read.missing}`);
  const evaluator = engines.compiled(edition);
  const told: ToldCase[] = [];
  for (const { title, asks } of compileFeatures(read.sources).scenarios)
    for (const { decision, request } of asks) {
      const asked = readDecideRequest(request);
      if (asked.code !== 'read' || !edition.decisions.has(decision)) continue;
      const { facts, asOf, invalid } = asked.value;
      const instant = asOf ?? edition.effectiveFrom;
      const explained = evaluator.explain({
        decision,
        facts,
        asOf: instant,
        ...(invalid === undefined ? {} : { invalid }),
      });
      if (explained.code !== 'decided') continue;
      const { trace } = explained;
      const letter = letterOf(edition, { trace, decision: trace.decision, invalid: invalid ?? [] });
      if (letter === undefined) throw new Error(`There are no words for ${decision}.`);
      const frame = {
        id: '00000000-0000-0000-0000-000000000000',
        asOf: instant,
        decidedAt: instant,
        zone: 'UTC',
      };
      told.push({
        title,
        decision,
        trace,
        letter,
        toCustomer: tellLetter(letter, frame),
        toCounsel: tellDecision(edition, trace.decision, instant),
      });
    }
  return told;
};

/**
 * The approved file of each decision: for every rule a case of a scenario in which it stands, told to the customer and to counsel. Where the file
 * names a scenario in which the rule stands, that one is kept; else the first is taken.
 */
export const approvedTellings = async (
  edition: Edition,
  cases: readonly ToldCase[],
): Promise<ReadonlyMap<string, string>> => {
  const files = new Map<string, string>();
  for (const { decision, rules } of edition.decisions.values()) {
    const before = await namedBefore(decision);
    const parts = rules.map(({ id }) => {
      const standing = cases.filter(
        (one) => one.decision === decision && one.trace.decision.standing.includes(id),
      );
      const found = standing.find(({ title }) => title === before.get(id)) ?? standing[0];
      if (found === undefined) return `=== ${id}: no scenario has it\n`;
      return [
        `=== ${id}: ${found.title}`,
        '',
        '--- to the customer',
        '',
        found.toCustomer,
        '--- to counsel',
        '',
        found.toCounsel,
      ].join('\n');
    });
    files.set(`${decision}.txt`, parts.join('\n'));
  }
  return files;
};

/** By rule, the title of the scenario in the approved file. */
const namedBefore = async (decision: string): Promise<ReadonlyMap<string, string>> => {
  const names = await readdir(approvedFolder).catch((): string[] => []);
  if (!names.includes(`${decision}.txt`)) return new Map();
  const text = await readFile(new URL(`${decision}.txt`, approvedFolder), 'utf8');
  return new Map(
    [...text.matchAll(/^=== ([a-z0-9-]+): (.*)$/gm)].map(([, id = '', title = '']) => [id, title]),
  );
};
