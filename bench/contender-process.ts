/**
 * One contender in a process of its own, so that no other disturbs what V8 learns of it. Its parent asks by messages: for what it decides
 * on some cases, and for its rate.
 */
import { groups } from './contenders.js';
import type { Contender } from './contender.js';

/** What the parent asks. */
export type Asked =
  | { readonly ask: 'decisions'; readonly cases: number; readonly seed: number }
  | { readonly ask: 'rate'; readonly pool: number; readonly seed: number; readonly durationMs: number };

const [groupName = '', name = ''] = process.argv.slice(2);
const group = groups.get(groupName);
const make = group?.contenders.get(name);
if (group === undefined || make === undefined) throw new Error(`There is no ${name} in ${groupName}`);
const made: Contender = await make();

const decisions = async (cases: number, seed: number): Promise<readonly string[]> => {
  const told: string[] = [];
  for (const one of group.cases(cases, seed))
    told.push(made.told(await made.decide(await made.prepare(one))));
  return told;
};

let pool: readonly unknown[] = [];
const prepare = async (count: number, seed: number): Promise<readonly unknown[]> => {
  const prepared: unknown[] = [];
  for (const one of group.cases(count, seed)) prepared.push(await made.prepare(one));
  return prepared;
};

/** Results are kept a while, so that no work can be left out. */
const kept: unknown[] = Array.from({ length: 64 });

/** How many decisions are made between two looks at the clock. */
let stride = 1;

/** Decisions per second of processor time, over about so long. */
const rate = async (durationMs: number): Promise<number> => {
  const start = process.cpuUsage();
  const endMs = performance.now() + durationMs;
  let calls = 0;
  let next = 0;
  do {
    for (let i = 0; i < stride; i += 1) {
      const result = made.decide(pool[next]);
      // A contender that answers at once is not made to wait.
      kept[i] = result instanceof Promise ? await result : result;
      next = next + 1 === pool.length ? 0 : next + 1;
    }
    calls += stride;
  } while (performance.now() < endMs);
  const { user, system } = process.cpuUsage(start);
  const perSecond = (calls * 1e6) / (user + system);
  stride = perSecond > 20_000 ? kept.length : 1;
  return perSecond;
};

process.on('message', (asked: Asked) => {
  const answer = async (): Promise<unknown> => {
    if (asked.ask === 'decisions') return decisions(asked.cases, asked.seed);
    if (pool.length !== asked.pool) pool = await prepare(asked.pool, asked.seed);
    return rate(asked.durationMs);
  };
  answer().then(
    (value) => process.send?.({ value }),
    (error: unknown) => {
      throw error;
    },
  );
});
process.send?.({ value: 'ready' });
