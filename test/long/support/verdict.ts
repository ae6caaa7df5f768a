import { readFile } from 'node:fs/promises';
import { canonical } from '../../../src/language/canonical.js';
import { isDecision } from '../../../src/audit/record/log-line.js';
import { parseLine } from '../../../src/audit/record/log-line-shape.js';
import { signingKeyFile } from '../../../src/audit/chain/signing-key-file.js';
import { readVerifyingKeys, type VerifyingKey } from '../../../src/audit/chain/signing-key.js';
import type { LogSource } from '../../../src/audit/store/log-source.js';
import { openSqliteSource } from '../../../src/audit/store/sqlite/source.js';
import { tellFinding } from '../../../src/audit/verify/finding.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import type { Asked } from './load.js';
import { must } from './violation.js';

/** The public keys of a data directory. */
export const keysOf = async (directory: string): Promise<readonly VerifyingKey[]> =>
  readVerifyingKeys(await readFile(signingKeyFile(directory), 'utf8'));

/**
 * Judges a log by what was answered: each answer is recorded as it was told, once, and no key decided twice; the log is whole, and nothing in
 * it was altered. @returns how many records it has
 */
export const judge = async (
  source: LogSource,
  answered: readonly Asked[],
  keys: readonly VerifyingKey[],
): Promise<number> => {
  const byId = new Map(answered.map((asked) => [asked.answer?.id, asked]));
  must(byId.size === answered.length, 'Two requests were answered with one id.');
  const byKey = new Map<string, string>();
  for await (const { text } of source.lines()) {
    const line = parseLine(text);
    if (line === undefined || !isDecision(line)) continue;
    const { id, once, decision } = line.body;
    if (once !== undefined) {
      must(!byKey.has(once.key), `${id} was decided under the key of ${byKey.get(once.key) ?? ''}.`);
      byKey.set(once.key, id);
    }
    const told = byId.get(id)?.answer?.text;
    if (told === undefined) continue;
    const { outcome, effects } = JSON.parse(told) as { readonly outcome: string; readonly effects: unknown };
    must(
      outcome === decision.outcome && canonical(effects) === canonical(decision.effects),
      `${id} was answered as ${told} and is recorded as ${text}.`,
    );
    byId.delete(id);
  }
  must(byId.size === 0, `${byId.size} answered decisions are lost, such as ${[...byId.keys()][0] ?? ''}.`);
  const { findings, records } = await verifyLog(source, { keys });
  must(findings.length === 0, `The log is not whole: ${findings.map(tellFinding).join(' ')}`);
  return records;
};

/** The same of a data directory. */
export const judgeDirectory = async (directory: string, answered: readonly Asked[]): Promise<number> => {
  const source = openSqliteSource(directory);
  try {
    return await judge(source, answered, await keysOf(directory));
  } finally {
    await source.close();
  }
};
