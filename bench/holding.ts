/**
 * `npm --prefix bench run holding`: what it costs an unrecorded decision to say how long it holds. Each decision of the edition in `rules/` answers
 * its example as a whole, from the request as data to the answer as text, by the evaluator as it is, and by the same without its search for the
 * boundaries in time: the answer then has no `holdsUntil`. Both in turn in one process, by this thread's processor; the ratio is what means something.
 * Beside it stands what the same answer costs the processor of a service that is asked by HTTP, with all that it does, and which part of that is the search.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePreview } from '../src/decide/decide.js';
import { makeEditions } from '../src/decide/editions/editions.js';
import { loadEditions } from '../src/decide/editions/load-editions.js';
import { readPreviewRequest } from '../src/decide/request/decide-request.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import type { Evaluator } from '../src/engine/evaluation.js';
import { exampleRequests } from '../src/service/openapi/example-request.js';
import { applyLoad } from './http-load.js';
import { median } from './rounds.js';
import { startServer } from './server-process.js';

const loaded = await loadEditions(new URL('../rules', import.meta.url).pathname);
if (loaded.code !== 'loaded') throw new Error('The editions in rules/ are not valid');
const edition = loaded.editions.at(-1);
if (edition === undefined) throw new Error('There is no edition in rules/');
const evaluator = makeCompiledEvaluator(edition);
const previewBy = (chosen: Evaluator): ReturnType<typeof makePreview> =>
  makePreview({
    editions: makeEditions([edition], {
      files: () => Promise.resolve(undefined),
      load: () => Promise.reject(new Error('No other release is asked for')),
    }),
    clock: () => Date.parse('2026-08-15T12:00:00Z'),
    evaluators: () => chosen,
  });
const { name, decide, explain } = evaluator;
const ways = { as: previewBy(evaluator), without: previewBy({ name, decide, explain }) };

const rounds = Number(process.env['ROUNDS'] ?? 60);
/** Answers of one way in a round. */
const calls = 100;
const servedMs = Number(process.env['SERVED_MS'] ?? 2_000);

let sink = 0;
const costUs = (work: () => number): number => {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) sink += work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
};

/** Microseconds of a service's processor for an answer by HTTP. */
const data = await mkdtemp(join(tmpdir(), 'clausebook-holding-'));
const service = await startServer(
  ['dist/cli/main.js', 'serve', '--port', '0', '--data', data],
  fileURLToPath(new URL('..', import.meta.url)),
);
const servedUs = async (decision: string, example: unknown): Promise<number> => {
  const load = (durationMs: number): ReturnType<typeof applyLoad> =>
    applyLoad({
      url: `${service.url}/preview/${decision}`,
      body: JSON.stringify(example),
      connections: 32,
      durationMs,
    });
  await load(1_000); // young code
  const before = await service.cpuMs();
  const { answers } = await load(servedMs);
  return (((await service.cpuMs()) - before) * 1_000) / answers;
};

const sums = { as: 0, without: 0, served: 0 };
const percent = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(1)} %`;
try {
  for (const [decision, example] of exampleRequests(edition)) {
    const answered = (preview: ReturnType<typeof makePreview>): string => {
      const read = readPreviewRequest(example);
      if (read.code !== 'read') throw new Error(`The example of ${decision} is no request`);
      const result = preview(decision, read.value);
      if (result instanceof Promise || result.code !== 'decided')
        throw new Error(`${decision} is not answered`);
      return JSON.stringify(result.answer);
    };
    // What is left out is left out, and nothing else is.
    const [whole, bare] = [answered(ways.as), answered(ways.without)].map(
      (text): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>, // an answer
    );
    const { holdsUntil, ...others } = whole ?? {};
    if (holdsUntil === undefined || JSON.stringify(others) !== JSON.stringify(bare))
      throw new Error(`${decision} is answered otherwise without its search`);
    const found = { as: [] as number[], without: [] as number[] };
    for (let round = 0; round < rounds + 10; round += 1)
      // The first of a pair pays for what the second finds in the caches: each is first in turn.
      for (const way of round % 2 === 0 ? (['as', 'without'] as const) : (['without', 'as'] as const)) {
        const cost = costUs(() => answered(ways[way]).length);
        // The first rounds are of code that is young yet.
        if (round >= 10) found[way].push(cost);
      }
    const [as, without] = [median(found.as), median(found.without)];
    const served = await servedUs(decision, example);
    sums.as += as;
    sums.without += without;
    sums.served += served;
    process.stdout.write(
      `${decision.padEnd(14)} ${as.toFixed(1).padStart(8)} µs, without ${without.toFixed(1).padStart(8)} µs: ${percent(as - without, without)} more; ` +
        `by HTTP ${served.toFixed(1)} µs, of which ${percent(as - without, served)}\n`,
    );
  }
} finally {
  await service.stop();
  await rm(data, { recursive: true });
}
if (sink === 0) throw new Error('Nothing was done');
const { as: searched, without: plain, served: byHttp } = sums;
process.stdout.write(
  `all together: ${percent(searched - plain, plain)} more; by HTTP ${percent(searched - plain, byHttp)} of what they take\n`,
);
