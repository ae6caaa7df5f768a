import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { libraryEditions } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { send } from '../support/load.js';
import type { Random } from '../support/random.js';
import { startServing, type Serving } from '../support/serving.js';
import { must } from '../support/violation.js';
import {
  figuresOf,
  grownIn,
  heading,
  newStretch,
  toldFigures,
  type Figures,
  type Stretch,
} from './figures.js';

/** An hour is told in stretches of ten minutes; the first is to warm up. */
const stretches = 6;
const connections = 32;
/** Of each three seconds the service has this, and a young one beside it the rest. */
const [turnMs, youngTurnMs] = [2400, 600];
/** For this share of a stretch both are asked at once before answers count, so that the young one is warm. */
const warming = 0.1;

/** How long a soak lasts, what it picks by, and where it tells. */
export interface Soak {
  readonly minutes: number;
  readonly random: Random;
  readonly tell: (line: string) => void;
}

/** Asks by so many connections, each again as soon as it is answered, until a time is over. */
const askFor = async (ms: number, askOne: () => Promise<void>): Promise<void> => {
  const until = performance.now() + ms;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await askOne();
    }),
  );
};

/**
 * Asks the service as fast as it answers, for decisions under keys, previews, records and searches. @returns whether memory and descriptors
 * stayed as they were, and latencies beside a young service that is asked as fast in the same minutes, a new one in each stretch: the last
 * stretch against the first one after the warm-up
 */
export const soak = ({ minutes, random, tell }: Soak): Promise<boolean> =>
  withFolder(async (folder) => {
    const start = (name: string): Promise<Serving> =>
      // A connection outlives the turn of the other service.
      startServing({
        dataDirectory: join(folder, name),
        editionsDirectory: libraryEditions,
        keepAliveMs: 60_000,
      });
    const service = await start('data');
    const agent = new Agent({ keepAlive: true });
    const ask = askerOf(service.url, agent, random);
    const told: Figures[] = [];
    tell(heading);
    try {
      for (let nth = 0; nth < stretches; nth += 1) {
        const stretchMs = (minutes * 60_000) / stretches;
        const until = performance.now() + stretchMs;
        const young = await start(`young-${nth}`);
        const askYoung = askerOf(young.url, agent, random);
        await Promise.all([
          askFor(stretchMs * warming, () => ask(newStretch(), 'latenciesMs')),
          askFor(stretchMs * warming, () => askYoung(newStretch(), 'youngMs')),
        ]);
        const stretch = newStretch();
        const watching = watch(service, stretch, until);
        while (performance.now() < until) {
          await askFor(turnMs, () => ask(stretch, 'latenciesMs'));
          await askFor(youngTurnMs, () => askYoung(stretch, 'youngMs'));
        }
        await watching;
        await young.close();
        const figures = figuresOf(stretch);
        told.push(figures);
        tell(toldFigures(nth === 0 ? 'warm-up' : String(nth), figures));
      }
    } finally {
      agent.destroy();
      await service.close();
    }
    must(service.defects.length === 0, `A defect: ${service.defects.join('\n')}`);
    const [, first, ...others] = told;
    const end = others.at(-1);
    if (first === undefined || end === undefined) throw new RangeError('There are too few stretches.');
    const grown = grownIn(first, end);
    for (const each of grown) tell(each);
    return grown.length === 0;
  });

/** Asks a service for one thing or another. */
const askerOf = (
  url: string,
  agent: Agent,
  random: Random,
): ((stretch: Stretch, latencies: 'latenciesMs' | 'youngMs') => Promise<void>) => {
  const last = Array.from({ length: 100 }, () => '');
  return async (stretch, latencies) => {
    const share = random.share();
    const known = random.pick(last);
    const isRead = share > 0.9 && known !== '';
    const body = isRead ? undefined : bodyOf(random);
    const begun = performance.now();
    const reply =
      body === undefined
        ? await send(
            url + (share > 0.98 ? '/decisions?limit=10&subject=member%207' : `/decisions/${known}`),
            { agent, method: 'GET' },
          )
        : await send(`${url}/${share > 0.8 ? 'preview' : 'decide'}/fee`, { agent, key: randomUUID(), body });
    stretch[latencies].push(performance.now() - begun);
    const { status, text } = reply ?? { status: 0, text: 'not at all' };
    // Node answers 408 by itself where a request was not read in time, as on a machine that has other things to do.
    if (status === 503 || status === 408) stretch.refused += 1;
    else must(status === 200, `It is answered ${status}: ${text}`);
    const id = isRead || share > 0.8 ? undefined : /"id":"([^"]+)"/.exec(text)?.[1];
    if (id !== undefined) last[random.below(last.length)] = id;
  };
};

/** Measures each second what a service holds. */
const watch = async ({ pid }: Serving, stretch: Stretch, until: number): Promise<void> => {
  while (performance.now() < until) {
    stretch.megabytes.push(await residentMegabytes(pid));
    stretch.descriptors.push((await readdir(`/proc/${pid}/fd`)).length);
    await pause(1000);
  }
};

const residentMegabytes = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const bodyOf = (random: Random): string =>
  JSON.stringify({
    asOf: '2025-07-01T12:00:00Z',
    subject: `member ${random.below(5000)}`,
    facts: {
      member: { name: `Ada ${random.below(1e6)}`, card: 'valid' },
      copy: { price: { minor: 2500, currency: 'EUR' } },
      loan: {
        handedOutAt: '2025-06-01T10:00:00Z',
        returnedAt: `2025-06-${10 + random.below(20)}T10:00:00Z`,
      },
    },
  });
