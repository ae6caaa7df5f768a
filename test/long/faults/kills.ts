import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { Agent } from 'node:http';
import { libraryEditions } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { Load, memberOf, send } from '../support/load.js';
import type { Random } from '../support/random.js';
import { startServingSeveral } from '../support/serving.js';
import type { Figures, Trial, TrialParts } from '../support/trial.js';
import { judgeDirectory } from '../support/verdict.js';
import { must } from '../support/violation.js';

/** So many services in one process, each on a directory of its own and under load of its own: a process takes longer to start than all else. */
const together = 8;
const connections = 8;
/** So many kills in one data directory, which is judged then. */
const inOne = 10;
const longestMs = 800;

/** One data directory, and what it is asked. */
const makePlace = (folder: string, nth: number, { random }: TrialParts) => ({
  options: {
    dataDirectory: join(folder, `data-${nth}`),
    editionsDirectory: libraryEditions,
    checkpointEvery: { records: 100, ms: 1000 },
  },
  load: new Load(random),
  /** As often a kill left requests without an answer. */
  unknown: 0,
});
type Place = ReturnType<typeof makePlace>;

/** Puts one directory under load, and waits until it answers. */
const begin = async (
  { load }: Place,
  url: string,
  random: Random,
): Promise<{ readonly over: Promise<unknown> }> => {
  const loading = load.run(() => [url], connections);
  const before = load.answered.length;
  while (load.answered.length === before) await pause(1);
  // An erasure may be under way when it is killed.
  const agent = new Agent();
  const erasing =
    random.share() < 0.3
      ? send(`${url}/erasures`, {
          agent,
          body: JSON.stringify({ subject: memberOf(random), reason: 'asked for' }),
        })
      : undefined;
  return {
    over: Promise.all([loading, erasing]).then(() => {
      agent.destroy();
    }),
  };
};

/** Kills a process of several services at random moments under load, so many times, and judges what is in their directories. */
const round = async (parts: TrialParts, kills: number): Promise<readonly Place[]> =>
  withFolder(async (folder) => {
    const { random, planted } = parts;
    const places = Array.from({ length: together }, (_, nth) => makePlace(folder, nth, parts));
    const options = places.map((place) => place.options);
    for (let kill = 0; kill < kills; kill += 1) {
      const process = await startServingSeveral(options);
      const begun = await Promise.all(
        places.map((place, nth) => begin(place, process.urls[nth] ?? '', random)),
      );
      await pause(random.below(longestMs));
      await process.kill();
      await Promise.all(begun.map(({ over }) => over));
      for (const place of places) {
        await planted?.(place.options.dataDirectory);
        place.unknown += place.load.unknown.length;
      }
      must(process.defects.length === 0, `A defect: ${process.defects.join('\n')}`);
    }
    const last = await startServingSeveral(options);
    await Promise.all(places.map(({ load }, nth) => load.settle(() => [last.urls[nth] ?? ''])));
    await last.close();
    for (const {
      options: { dataDirectory },
      load,
    } of places)
      await judgeDirectory(dataDirectory, load.answered);
    return places;
  });

/** Services are killed under load; requests without an answer are sent again under their key. */
export const kills: Trial = {
  about: `services are killed under load, ${together} in a process on directories of their own; each counts`,
  usual: 50,
  run: async (parts): Promise<Figures> => {
    const sum = { kills: 0, processes: 0, answered: 0, unanswered: 0, 'answers repeated by key': 0 };
    while (sum.kills < parts.count) {
      const now = Math.min(inOne, Math.ceil((parts.count - sum.kills) / together));
      const since = performance.now();
      const places = await round(parts, now);
      sum.processes += now;
      sum.kills += now * together;
      for (const { load, unknown } of places) {
        sum.answered += load.answered.length;
        sum.unanswered += unknown;
        sum['answers repeated by key'] += load.replayed;
      }
      const each = (performance.now() - since) / 1000 / (now * together);
      parts.tell(`${sum.kills} kills, ${sum.answered} answered, none lost; ${each.toFixed(1)} s each`);
    }
    return sum;
  },
};
