/**
 * How long it takes to say which facts matter still, for each decision of the edition in `rules/`: of no facts, and of random parts of those
 * of its example, beside all of a preview of the example. Milliseconds of this thread's processor, so that others on the machine count little.
 */
import { loadEditions } from '../src/decide/editions/load-editions.js';
import { makeEditions } from '../src/decide/editions/editions.js';
import { makeAskOpen } from '../src/decide/ask.js';
import { makePreview } from '../src/decide/decide.js';
import { makeEvaluators } from '../src/decide/evaluate.js';
import { readAskRequest } from '../src/decide/request/decide-request.js';
import { engines } from '../src/engine/engines.js';
import { exampleRequests } from '../src/service/openapi/example-request.js';
import { makeRandom } from './random.js';

const loaded = await loadEditions('../rules');
if (loaded.code !== 'loaded') throw new Error('The editions in rules/ are not valid');
const [edition] = loaded.editions;
if (edition === undefined) throw new Error('There is no edition in rules/');
const none = () => Promise.reject(new Error('No other release is asked for'));
const parts = {
  editions: makeEditions(loaded.editions, { files: () => Promise.resolve(undefined), load: none }),
  evaluators: makeEvaluators(engines.compiled),
  clock: () => Date.parse('2026-08-15T12:00:00Z'),
};
const ask = makeAskOpen(parts);
const preview = makePreview(parts);

const timed = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);

const { chance } = makeRandom(1);
const rounds = Number(process.env['ROUNDS'] ?? 60);
for (const [decision, example] of exampleRequests(edition)) {
  const request = (facts: object) => {
    const read = readAskRequest({ ...example, facts });
    if (read.code !== 'read') throw new Error(`The example of ${decision} is no request`);
    return read.value;
  };
  const all = Object.entries(example.facts);
  const times: number[] = [];
  const previews: number[] = [];
  for (let round = 0; round < rounds + 10; round += 1) {
    const some = round % 3 === 0 ? [] : all.filter(() => chance(0.5));
    const asked = request(Object.fromEntries(some));
    const [time, other] = [
      timed(() => {
        const result = ask(decision, asked);
        if (result instanceof Promise || result.code !== 'asked')
          throw new Error(`${decision} is not answered`);
      }),
      timed(() => preview(decision, request(example.facts))),
    ];
    // The first are of code that is young yet.
    if (round >= 10) {
      times.push(time);
      previews.push(other);
    }
  }
  times.sort((a, b) => a - b);
  previews.sort((a, b) => a - b);
  console.log(
    `${decision.padEnd(14)} ask p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms; preview p50 ${at(previews, 0.5)} ms`,
  );
}
