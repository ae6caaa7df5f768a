/** Tests that take long: `node --import ./test/support/typescript.mjs test/long/run.ts --help`. */
import { parseArgs } from 'node:util';
import { trials } from './faults/trials.js';
import { makeRandom } from './support/random.js';
import { Violation } from './support/violation.js';

const help = `npm run long -- faults [TRIAL…] [--count N] [--seed N]

  Tries faults on the real service, and judges after each that nothing that was acknowledged is lost, nothing is doubled by its
  key, nothing altered is given as genuine, nothing is answered with 5xx but 503, and the log is whole or its damage is told.
  Without a TRIAL all of them, one after the other, each as often as it says:

${[...trials].map(([name, { about, usual }]) => `    ${name.padEnd(14)} ${String(usual).padStart(5)}  ${about}`).join('\n')}

  --count N   so often instead
  --seed N    the same random choices as in the run that printed N

Exits with 1 where something did not hold, and says what.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    count: { type: 'string' },
    seed: { type: 'string' },
  },
});
const [command, ...named] = positionals;
const seed = Number(values.seed ?? Date.now() % 1_000_000);

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** @returns whether all held */
const tryFaults = async (): Promise<boolean> => {
  const unknown = named.find((name) => !trials.has(name));
  if (unknown !== undefined) throw new RangeError(`There is no trial \`${unknown}\`; --help names them.`);
  let held = true;
  for (const [name, { usual, run }] of trials) {
    if (named.length > 0 && !named.includes(name)) continue;
    const count = Number(values.count ?? usual);
    const begun = performance.now();
    tell(`${name}: seed ${seed}, ${count} times`);
    try {
      const figures = await run({
        random: makeRandom(seed),
        count,
        tell: (line) => {
          tell(`  ${line}`);
        },
      });
      const told = Object.entries(figures).map(([what, number]) => `${number} ${what}`);
      tell(`${name}: held; ${told.join(', ')}; ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    } catch (error) {
      held = false;
      tell(
        `${name}: ${error instanceof Violation ? 'DID NOT HOLD' : 'could not be tried'}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  return held;
};

if (values.help === true || command !== 'faults') {
  process.stdout.write(help);
  process.exitCode = values.help === true ? 0 : 2;
} else {
  // A service that did not hold may still be open.
  process.exit((await tryFaults()) ? 0 : 1);
}
