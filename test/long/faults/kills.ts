import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { Agent } from 'node:http';
import { libraryEditions } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { Load, memberOf, send } from '../support/load.js';
import { startServing } from '../support/serving.js';
import type { Figures, Trial, TrialParts } from '../support/trial.js';
import { judgeDirectory } from '../support/verdict.js';
import { must } from '../support/violation.js';

const connections = 32;
/** So many kills in one data directory, which is judged then. */
const inOne = 20;
const longestMs = 800;

/** Kills the service at random moments under load in one data directory, and judges what is there. */
const round = async (
  { random, planted }: TrialParts,
  kills: number,
): Promise<{ readonly answered: number; readonly unknown: number; readonly replayed: number }> =>
  withFolder(async (folder) => {
    const options = {
      dataDirectory: join(folder, 'data'),
      editionsDirectory: libraryEditions,
      checkpointEvery: { records: 100, ms: 1000 },
    };
    const load = new Load(random);
    let unknown = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const service = await startServing(options);
      const loading = load.run(() => [service.url], connections);
      const before = load.answered.length;
      while (load.answered.length === before) await pause(1);
      // An erasure may be under way when it is killed.
      const agent = new Agent();
      const erasing =
        random.share() < 0.3
          ? send(`${service.url}/erasures`, {
              agent,
              body: JSON.stringify({ subject: memberOf(random), reason: 'asked for' }),
            })
          : undefined;
      await pause(random.below(longestMs));
      await service.kill();
      await Promise.all([loading, erasing]);
      agent.destroy();
      await planted?.(options.dataDirectory);
      unknown += load.unknown.length;
      must(service.defects.length === 0, `A defect: ${service.defects.join('\n')}`);
    }
    const last = await startServing(options);
    await load.settle(() => [last.url]);
    await last.close();
    await judgeDirectory(options.dataDirectory, load.answered);
    return { answered: load.answered.length, unknown, replayed: load.replayed };
  });

/** The service is killed under load; requests without an answer are sent again under their key. */
export const kills: Trial = {
  about: 'the service is killed under load, on the store in the data directory',
  usual: 50,
  run: async (parts): Promise<Figures> => {
    const sum = { kills: 0, answered: 0, unanswered: 0, 'answers repeated by key': 0 };
    while (sum.kills < parts.count) {
      const now = Math.min(inOne, parts.count - sum.kills);
      const { answered, unknown, replayed } = await round(parts, now);
      sum.kills += now;
      sum.answered += answered;
      sum.unanswered += unknown;
      sum['answers repeated by key'] += replayed;
      parts.tell(`${sum.kills} kills, ${sum.answered} answered, none lost`);
    }
    return sum;
  },
};
