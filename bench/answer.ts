/**
 * `npm --prefix bench run answer`: microseconds of CPU that each step of answering one refund takes in this process, beside the plain
 * way to the same bytes. Medians of several rounds, all steps in turn in each; only ratios within one run mean something.
 */
import canonicalizeModule from 'canonicalize';
import { randomBytes, randomUUID } from 'node:crypto';
import { canonical, noDigest } from '../src/language/canonical.js';
import { inPortions, personalPointers } from '../src/audit/record/sealing.js';
import { lineText, link, makeUnchained, type Entry } from '../src/audit/record/record.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { answerOf, type Decided } from '../src/decide/answer/answer.js';
import { citedOf } from '../src/decide/answer/cited.js';
import type { Evaluator } from '../src/engine/evaluation.js';
import { makePreview } from '../src/decide/decide.js';
import { makeEditions } from '../src/decide/editions/editions.js';
import { loadEditions } from '../src/decide/editions/load-editions.js';
import { refundRequest } from './cases.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';

const rounds = 9;
const roundMs = 60;

const canonicalize = canonicalizeModule as unknown as (value: unknown) => string; // its types say otherwise than the module
const loaded = await loadEditions(new URL('../rules', import.meta.url).pathname);
const edition =
  loaded.code === 'loaded' ? loaded.editions.findLast(({ decisions }) => decisions.has('refund')) : undefined;
if (edition === undefined) throw new Error('No edition decides a refund');

const { facts } = refundRequest;
const subject = 'customer-17';
const asOf = Date.parse(refundRequest.asOf);
const question = { decision: 'refund', facts, asOf };
const evaluator = makeCompiledEvaluator(edition);
const made = evaluator.decide(question);
if (made.code !== 'decided') throw new Error('The case is refused');
const { decision } = made;
const decided: Decided = { id: randomUUID(), asOf, decidedAt: asOf, subject, decision, governing: null };
const entryOf = (): Entry => ({
  id: randomUUID(),
  decidedAt: asOf,
  inputs: { decision: 'refund', asOf, subject, facts, edition: edition.identity },
  decision,
  cites: citedOf(edition, decision),
  personal: personalPointers(edition, facts),
});
const entry = entryOf();
const random = inPortions((bytes) => randomBytes(bytes));
const draft = makeUnchained(entry, random);
const linked = link(draft, { sequence: 1, previous: noDigest });
const previewBy = (chosen: Evaluator): ReturnType<typeof makePreview> =>
  makePreview({
    editions: makeEditions([edition], {
      files: () => Promise.resolve(undefined),
      load: () => Promise.resolve(edition),
    }),
    clock: () => asOf,
    evaluators: () => chosen,
  });
const preview = previewBy(evaluator);
/** The same without how long it holds. */
const { name, decide, explain } = evaluator;
const bare = previewBy({ name, decide, explain });
const previewText = (asked = preview): string => {
  const result = asked('refund', { facts, asOf, subject, edition: {} });
  if (result instanceof Promise || result.code !== 'decided') throw new Error('No answer at once');
  return JSON.stringify(result.answer);
};

if (canonicalize(linked.record) !== lineText(linked.line)) throw new Error('The line is not canonical');

/** Each gives a text or a structure; what it gives is counted, so that none of it can be left out. */
const steps: Readonly<Record<string, () => unknown>> = {
  'decide, facts valid': () => evaluator.decideValid(question),
  'decide, with validation': () => evaluator.decide(question),
  'answer as data': () => answerOf(edition, decided),
  'answer as text': () => Buffer.byteLength(JSON.stringify(answerOf(edition, decided))),
  'how long it holds': () => evaluator.holding(question, decision),
  'all of an unrecorded answer': () => Buffer.byteLength(previewText()),
  'the same without how long it holds': () => Buffer.byteLength(previewText(bare)),
  'canonicalize (package), body': () => canonicalize(linked.record.body),
  'canonical, body': () => canonical(linked.record.body),
  'entry of the record': entryOf,
  'draft: sealed, canonical text': () => makeUnchained(entry, random),
  'link: chain, hash, line': () => link(draft, { sequence: 1, previous: noDigest }),
  'all of a recorded answer but the disk': () => {
    const { line } = link(makeUnchained(entryOf(), random), { sequence: 1, previous: noDigest });
    return line.length + Buffer.byteLength(previewText());
  },
};

const found = new Map<string, number[]>(Object.keys(steps).map((name) => [name, []]));
let sink = 0;
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, step] of Object.entries(steps)) {
    const started = performance.now();
    const before = process.cpuUsage();
    let calls = 0;
    while (performance.now() - started < roundMs) {
      for (let batch = 0; batch < 20; batch += 1) sink += step() === undefined ? 0 : 1;
      calls += 20;
    }
    const { user, system } = process.cpuUsage(before);
    if (round > 0) found.get(name)?.push((user + system) / calls);
  }
}
if (sink === 0) throw new Error('Nothing was done');

const group = 'one refund, in process';
const base = 'answer as text';
const baseUs = median(found.get(base) ?? []);
const rows = [...found].map(([name, figures]): BenchRow => {
  const cpuUs = median(figures);
  return {
    group,
    name,
    perSecond: Math.round(1e6 / cpuUs),
    ...(name === base ? {} : { base, ratio: Number((baseUs / cpuUs).toFixed(2)) }),
    values: [{ name: 'CPU', unit: 'µs', value: Number(cpuUs.toFixed(2)) }],
  };
});
for (const { name, perSecond, values } of rows)
  process.stdout.write(
    `| ${name.padEnd(40)} | ${String(values?.[0]?.value).padStart(8)} µs | ${String(perSecond).padStart(8)}/s |\n`,
  );
await writeResults({ ...headOf('answer', new Date()), rows });
