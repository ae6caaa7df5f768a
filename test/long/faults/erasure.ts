import { Agent } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseLine } from '../../../src/audit/record/log-line-shape.js';
import { isDecision } from '../../../src/audit/record/log-line.js';
import { openSqliteToRead } from '../../../src/audit/store/sqlite/source.js';
import { call, libraryEditions } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { Load, memberOf, send } from '../support/load.js';
import { makeDraft, nameInDraft, useInManyWays } from './uses.js';
import { startServing } from '../support/serving.js';
import type { Trial } from '../support/trial.js';
import { judgeDirectory } from '../support/verdict.js';
import { must } from '../support/violation.js';

/** What a log keeps of a subject that must be gone: its name, its values, their salts. */
const secretsOf = async (directory: string, subject: string): Promise<readonly string[]> => {
  const log = openSqliteToRead({ directory });
  const secrets = new Set<string>();
  for await (const { text } of log.lines()) {
    const line = parseLine(text);
    if (line === undefined || !isDecision(line) || !text.includes(`"${subject}"`)) continue;
    for (const opening of Object.values(line.open))
      if ('salt' in opening) for (const each of [opening.salt, opening.value]) secrets.add(String(each));
  }
  await log.close();
  return [...secrets];
};

/** The files of a folder that hold one of some texts in any byte. */
export const holding = async (folder: string, texts: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    const held = texts.find((text) => bytes.includes(text));
    if (held !== undefined) found.push(`${entry.name} holds ${held}`);
  }
  return found;
};

/** An erasure is killed at a random moment, started again, and asked for again; afterwards nothing of the subject is in any byte. */
export const erasure: Trial = {
  about:
    'an erasure is killed at every moment: afterwards value and salt are in no byte of the directory with its drafts, of the service’s own log, nor in an export',
  usual: 20,
  run: ({ random, count, tell }) =>
    withFolder(async (folder) => {
      const figures = { erasures: 0, 'killed before the answer': 0, 'finished by the start': 0, values: 0 };
      const options = {
        dataDirectory: join(folder, 'data'),
        editionsDirectory: libraryEditions,
        logFile: join(folder, 'service.log'),
      };
      const agent = new Agent();
      const load = new Load(random);
      let service = await startServing(options);
      const draft = await makeDraft(service.url);
      let longestMs = 200;
      /** Of the subject that was erased last: others are asked about again. */
      let gone: readonly string[] = [];
      for (let tried = 0; figures.erasures < count; tried += 1) {
        must(tried < 20 * count, 'Too few subjects have values that could be erased');
        const subject = memberOf(random);
        const loading = load.run(() => [service.url], 16);
        await pause(800);
        // Nothing more comes of this subject.
        load.stop();
        await loading;
        const secrets = await secretsOf(options.dataDirectory, subject);
        if (secrets.length === 0) continue;
        await useInManyWays(service.url, draft, subject);
        const ask = (url: string) =>
          send(`${url}/erasures`, { agent, body: JSON.stringify({ subject, reason: 'asked for' }) });
        const begun = performance.now();
        const asked = ask(service.url);
        await Promise.race([asked, pause(random.share() * longestMs)]);
        const isLate = (await Promise.race([asked, Promise.resolve(undefined)])) !== undefined;
        if (!isLate) {
          await service.kill();
          figures['killed before the answer'] += 1;
          service = await startServing(options);
          if ((await holding(options.dataDirectory, secrets)).length === 0)
            figures['finished by the start'] += 1;
          const again = await ask(service.url);
          must(again?.status === 200, `An erasure asked for again is answered ${again?.status ?? 0}`);
        } else longestMs = performance.now() - begun;
        // At once, while the service runs.
        const left = await holding(folder, secrets);
        must(left.length === 0, `After the erasure of ${subject}: ${left.join(', ')}`);
        figures.values += secrets.length;
        gone = secrets;
        figures.erasures += 1;
        tell(`${subject}: ${secrets.length} values and salts are gone`);
      }
      // Nor in an export, which stands beside the data directory.
      const exported = join(folder, 'export.ndjson');
      must(
        (await call(['log', 'export', '--data', options.dataDirectory, '--output', exported])).code === 0,
        'No export',
      );
      const after = await holding(folder, gone);
      must(after.length === 0, `After all erasures: ${after.join(', ')}`);
      await nameInDraft(service.url, draft, 'Zacharias Q. Nemo');
      const told = await send(`${service.url}/erasures`, {
        agent,
        body: JSON.stringify({ subject: 'Zacharias Q. Nemo', reason: 'asked for' }),
      });
      must(
        told?.text.includes(`"drafts":["${draft}"]`) === true,
        `A draft is not named: ${told?.text ?? ''}`,
      );
      await load.settle(() => [service.url]);
      await service.close();
      must(
        (await readFile(options.logFile, 'utf8')).includes('"answered"'),
        'There is no log of the service.',
      );
      await judgeDirectory(options.dataDirectory, load.answered);
      return figures;
    }),
};
