/**
 * `npm --prefix bench run in-process`: decisions per second of a core, without HTTP and log: 12, 60 and 1,000 generated rules and the
 * refund of the edition in `rules/`, beside json-rules-engine, GoRules Zen, Cedar, json-logic-engine and a function written by hand. Each
 * contender has a process of its own, is asked in turn in every round, and is charged its processor time; all must agree on every case first.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Asked } from './contender-process.js';
import { groups, names } from './contenders.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';

const [rounds = 7, durationMs = 400] = process.argv.slice(2, 4).map(Number);
const only = process.argv.slice(4);
/** All agree on so many random cases; those that take long, on the first of them. */
const agreeOn = 3000;
const agreeOnAtLeast = 150;
const seed = 20_261_122;
/** Few enough cases to be remembered by nobody but the processor, enough to surprise its branch prediction. */
const pool = 64;
/** So many that no decision is remembered from an earlier one. */
const many = 20_000;

const start = async (group: string, name: string): Promise<ChildProcess> => {
  const child = fork(new URL('contender-process.ts', import.meta.url), [group, name], {
    execArgv: ['--import', new URL('../test/support/typescript.mjs', import.meta.url).href],
  });
  await heard(child);
  return child;
};

/** The next message; the child's end is an error. */
const heard = async (child: ChildProcess): Promise<unknown> => {
  const ended = new AbortController();
  const [message] = (await Promise.race([
    once(child, 'message', { signal: ended.signal }),
    once(child, 'exit', { signal: ended.signal }).then(() => {
      throw new Error('A contender ended');
    }),
  ]).finally(() => {
    ended.abort();
  })) as [{ readonly value: unknown }]; // as `contender-process.ts` sends it
  return message.value;
};

const ask = async (child: ChildProcess, asked: Asked): Promise<unknown> => {
  const answer = heard(child);
  child.send(asked);
  return answer;
};

const slow: readonly string[] = [names.reference, names.alone, names.aloneJson, names.zen, names.cedar];

/** The rates of each round, by contender, of those that are asked for; a disagreement throws. */
const ratesOf = async (
  group: string,
  cases: number,
  contenders: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const children = new Map<string, ChildProcess>();
  let expected: readonly string[] | undefined;
  for (const name of contenders) {
    const child = await start(group, name);
    children.set(name, child);
    const count = slow.includes(name) ? agreeOnAtLeast : agreeOn;
    // A contender tells its decisions as texts.
    const decisions = (await ask(child, { ask: 'decisions', cases: count, seed })) as readonly string[];
    expected ??= decisions;
    const differing = decisions.findIndex((decision, i) => decision !== expected?.[i]);
    if (differing !== -1)
      throw new Error(
        `${name} decides case ${differing} of ${group} otherwise: ${decisions[differing] ?? ''}, not ${expected[differing] ?? ''}`,
      );
  }
  const rates = new Map<string, number[]>(contenders.map((name) => [name, []]));
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, child] of children) {
      const rate = Number(await ask(child, { ask: 'rate', pool: cases, seed: seed + 1, durationMs }));
      if (round > 0) rates.get(name)?.push(rate);
    }
  }
  for (const child of children.values()) child.kill();
  return rates;
};

/** The median of the ratios within each round. */
const ratio = (rates: ReadonlyMap<string, readonly number[]>, name: string, base: string): number =>
  median((rates.get(name) ?? []).map((rate, round) => rate / (rates.get(base)?.[round] ?? NaN)));

const rowsOf = (
  group: string,
  rates: ReadonlyMap<string, readonly number[]>,
  base: string,
): readonly BenchRow[] =>
  [...rates].map(([name, found]) => ({
    group,
    name,
    perSecond: Math.round(median(found)),
    ...(name === base ? {} : { base, ratio: rounded(ratio(rates, name, base)) }),
  }));

const rounded = (figure: number): number => Number(figure.toPrecision(3));

const rows: BenchRow[] = [];
const wanted: BenchRow[] = [];
const want = (
  group: string,
  rates: ReadonlyMap<string, readonly number[]>,
  name: string,
  base: string,
  target: number,
): void => {
  if (!rates.has(name) || !rates.has(base)) return;
  const asked = `${group}: ${name}`;
  wanted.push({ group: 'figures', name: asked, base, ratio: rounded(ratio(rates, name, base)), target });
};

for (const [group, { contenders }] of groups) {
  if (only.length > 0 && !only.includes(group)) continue;
  const all = [...contenders.keys()];
  const rates = await ratesOf(group, pool, all);
  rows.push(...rowsOf(group, rates, names.alone));
  if (group === 'refund') {
    want(group, rates, names.plain, names.reference, 1000);
    want(group, rates, names.plain, names.byHand, 0.8);
  }
  if (group === '1000 rules') {
    want(group, rates, names.plain, names.alone, 800);
    const own = [names.plain, names.byHand];
    rows.push(
      ...rowsOf(`1000 rules, ${many} different cases`, await ratesOf(group, many, own), names.byHand),
    );
  }
  want(group, rates, names.trace, names.aloneJson, 20);
}
for (const { group, name, perSecond, base, ratio: found, target } of [...rows, ...wanted])
  process.stdout.write(
    `${group.padEnd(36)} ${name.padEnd(52)} ${(perSecond ?? '').toString().padStart(10)} ${(found ?? '').toString().padStart(8)} ${target === undefined ? '' : `of ${target} times ${base ?? ''}`}\n`,
  );
if (only.length === 0)
  await writeResults({ ...headOf('in-process', new Date()), rows: [...rows, ...wanted] });
