import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { libraryEditions } from '../cli/support/call.js';
import { withFolder } from './support/folder.js';
import { send } from './support/load.js';
import type { Random } from './support/random.js';
import { startServing } from './support/serving.js';
import { must } from './support/violation.js';

/** What is measured over a stretch of time. */
interface Stretch {
  readonly latenciesMs: number[];
  readonly megabytes: number[];
  readonly descriptors: number[];
  refused: number;
}

/** A stretch in figures. */
interface Figures {
  readonly answered: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly megabytes: number;
  readonly descriptors: number;
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.floor(share * values.length)] ?? 0;

const figuresOf = ({ latenciesMs, megabytes, descriptors }: Stretch): Figures => ({
  answered: latenciesMs.length,
  medianMs: quantile(latenciesMs, 0.5),
  p99Ms: quantile(latenciesMs, 0.99),
  megabytes: quantile(megabytes, 0.5),
  descriptors: quantile(descriptors, 0.5),
});

/** What must not have grown by more than this share. */
const allowed = 0.1;
const measured = ['medianMs', 'p99Ms', 'megabytes', 'descriptors'] as const;

/** A run is told in so many stretches; the first is to warm up. */
const stretches = 7;
const connections = 32;

/** How long a soak lasts, what it picks by, and where it tells. */
export interface Soak {
  readonly minutes: number;
  readonly random: Random;
  readonly tell: (line: string) => void;
}

/**
 * Asks the service as fast as it answers, for decisions under keys, previews, records and searches. @returns whether memory, latency and
 * descriptors stayed as they were: the last stretch against the first one after the warm-up
 */
export const soak = ({ minutes, random, tell }: Soak): Promise<boolean> =>
  withFolder(async (folder) => {
    const service = await startServing({
      dataDirectory: join(folder, 'data'),
      editionsDirectory: libraryEditions,
    });
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const last = Array.from({ length: 100 }, () => '');
    const newStretch = (): Stretch => ({ latenciesMs: [], megabytes: [], descriptors: [], refused: 0 });
    let now = newStretch();
    const ended = new AbortController();
    const askOne = async (): Promise<void> => {
      const share = random.share();
      const known = random.pick(last);
      const begun = performance.now();
      const isRead = share > 0.9 && known !== '';
      const { status, text } = (isRead
        ? await send(
            service.url + (share > 0.98 ? '/decisions?limit=10&subject=member%207' : `/decisions/${known}`),
            { agent, method: 'GET' },
          )
        : await send(`${service.url}/${share > 0.8 ? 'preview' : 'decide'}/fee`, {
            agent,
            key: randomUUID(),
            body: bodyOf(random),
          })) ?? { status: 0, text: 'not at all' };
      now.latenciesMs.push(performance.now() - begun);
      if (status === 503) now.refused += 1;
      else must(status === 200, `It is answered ${status}: ${text}`);
      const id = isRead || share > 0.8 ? undefined : /"id":"([^"]+)"/.exec(text)?.[1];
      if (id !== undefined) last[random.below(last.length)] = id;
    };
    const asking = Promise.all(
      Array.from({ length: connections }, async () => {
        while (!ended.signal.aborted) await askOne();
      }),
    );
    const told: Figures[] = [];
    tell('stretch  answered  median ms  p99 ms   MB  descriptors  503');
    for (let nth = 0; nth < stretches; nth += 1) {
      now = newStretch();
      const stretch = now;
      for (let left = (minutes * 60) / stretches; left > 0; left -= 1) {
        await Promise.race([pause(Math.min(left, 1) * 1000), asking]);
        stretch.megabytes.push(await residentMegabytes(service.pid));
        stretch.descriptors.push((await readdir(`/proc/${service.pid}/fd`)).length);
      }
      const figures = figuresOf(stretch);
      told.push(figures);
      const { answered, medianMs, p99Ms, megabytes, descriptors } = figures;
      tell(
        [
          (nth === 0 ? 'warm-up' : String(nth)).padEnd(7),
          String(answered).padStart(9),
          medianMs.toFixed(2).padStart(10),
          p99Ms.toFixed(2).padStart(7),
          megabytes.toFixed(0).padStart(4),
          String(descriptors).padStart(12),
          String(stretch.refused).padStart(4),
        ].join(' '),
      );
    }
    ended.abort();
    await asking;
    agent.destroy();
    await service.close();
    must(service.defects.length === 0, `A defect: ${service.defects.join('\n')}`);
    const [, first, ...others] = told;
    const end = others.at(-1);
    if (first === undefined || end === undefined) throw new RangeError('There are too few stretches.');
    const grown = measured.filter((name) => end[name] > first[name] * (1 + allowed));
    for (const name of grown) tell(`${name} grew from ${first[name].toFixed(2)} to ${end[name].toFixed(2)}`);
    return grown.length === 0;
  });

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
