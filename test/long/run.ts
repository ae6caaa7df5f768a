/** Tests that take long: `npm run long -- --help`. */
import { parseArgs } from 'node:util';
import { liveByModel } from '../model/support/service/living.js';
import { startPostgres } from '../support/postgres.js';
import { tryPlanted } from './faults/planted.js';
import { trials } from './faults/trials.js';
import { soak } from './soak/soak.js';
import { compareEvaluatorsAtLength } from './compare-evaluators.js';
import { compareFormulasAtLength } from './compare-formulas.js';
import { compareQueriesAtLength } from './compare-sql.js';
import { withFolder } from './support/folder.js';
import { howToGetClickHouse } from '../sql/support/clickhouse.js';
import { makeRandom } from './support/random.js';
import { Violation } from './support/violation.js';

const help = `npm run long -- faults [TRIAL…] [--count N] [--seed N]
                planted [TRIAL…] [--seed N]
                model [--lives N] [--steps N] [--store embedded|postgres] [--seed N]
                soak [--minutes N] [--seed N]
                sql [ENGINE…] [--cases N] [--from N] [--seed N]
                proof [--count N] [--seed N]
                evaluators [--count N] [--seed N]

faults  Tries faults on the real service, and judges after each that nothing that was acknowledged is lost, nothing is doubled by its
        key, nothing altered is given as genuine, nothing is answered with 5xx but 503, and the log is whole or its damage is told.
        Without a TRIAL all of them, one after the other, each as often as it says, or --count times:

${[...trials].map(([name, { about, usual }]) => `          ${name.padEnd(17)} ${String(usual).padStart(3)}  ${about}`).join('\n')}

planted Tries those of these that have processes of their own with a fault planted in each, such as a record that is lost: each must notice.

model   Has the whole service decide, preview, erase, drop, publish, withdraw, start anew and be killed in a random order, and holds each
        answer against a model; 100 lives of up to 40 steps unless told otherwise.

soak    Asks the service as fast as it answers, 60 minutes unless told otherwise: memory, latency and descriptors must be at the end what they
        were after the warm-up, to within 10 %.

sql     Holds the query of each decision to the compiled evaluator, in DuckDB, PostgreSQL and ClickHouse, or the engines named (duckdb,
        postgres, clickhouse): 20,000 random cases a decision unless told otherwise, and small random editions. ClickHouse is installed by
        \`${howToGetClickHouse}\`, and has 546 MB. Each 2,000 cases a decision it says by what call a run that is ended there goes on (--from).

proof   Holds the formula of each decision to the evaluators: 100,000 random cases unless told otherwise, two in five of the edition in
        rules/, the others of small random editions; one in a hundred is put to Z3, too.

evaluators
        Holds the compiled evaluator to the reference: 100,000 random cases unless told otherwise, one in five of the edition in rules/, one in
        twenty of large editions, the others of small random editions.

--seed N  makes the random choices of the run that printed N.

Exits with 1 where something did not hold, and says what.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    count: { type: 'string' },
    lives: { type: 'string', default: '100' },
    steps: { type: 'string', default: '40' },
    store: { type: 'string', default: 'embedded' },
    minutes: { type: 'string', default: '60' },
    cases: { type: 'string', default: '20000' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string' },
  },
});
const [command, ...named] = positionals;
/** What an option says. Ends where that is no number of things: a run of none would always hold. */
const numberOf = (
  name: 'count' | 'lives' | 'steps' | 'minutes' | 'cases' | 'from' | 'seed',
  usual = 0,
): number => {
  const number = Number(values[name] ?? usual);
  if (Number.isSafeInteger(number) && (number > 0 || name === 'seed' || name === 'from')) return number;
  process.stderr.write(`--${name} takes a whole number greater than 0, not \`${values[name] ?? ''}\`.\n`);
  process.exit(2);
};
const seed = numberOf('seed', Date.now() % 1_000_000);
const begun = performance.now();

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;

/** @returns whether all held */
const tryFaults = async (): Promise<boolean> => {
  const unknown = named.find((name) => !trials.has(name));
  if (unknown !== undefined) throw new RangeError(`There is no trial \`${unknown}\`; --help names them.`);
  let held = true;
  for (const [name, { usual, run }] of trials) {
    if (named.length > 0 && !named.includes(name)) continue;
    const count = numberOf('count', usual);
    const since = performance.now();
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
      tell(`${name}: held; ${told.join(', ')}; ${seconds(since)}`);
    } catch (error) {
      held = false;
      tell(
        `${name}: ${error instanceof Violation ? 'DID NOT HOLD' : 'could not be tried'}: ${toldOf(error)}`,
      );
    }
  }
  return held;
};

const live = async (): Promise<boolean> => {
  const postgres = values.store === 'postgres' ? await startPostgres() : undefined;
  const [lives, steps] = [numberOf('lives'), numberOf('steps')];
  tell(`model, ${values.store}: seed ${seed}, ${lives} lives of up to ${steps} steps`);
  let lived = 0;
  try {
    await withFolder((folder) =>
      liveByModel({
        ...{ folder, seed, lives, steps, waits: true },
        ...(postgres === undefined ? {} : { makeDatabase: postgres.makeDatabase }),
        lived: () => {
          lived += 1;
          if (lived % 10 === 0) tell(`  ${lived} lives`);
        },
      }),
    );
    tell(`model, ${values.store}: held; ${lived} lives; ${seconds(begun)}`);
    return true;
  } catch (error) {
    tell(`model, ${values.store}: DID NOT HOLD: ${toldOf(error)}`);
    return false;
  } finally {
    await postgres?.remove();
  }
};

const toldOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const soaking = async (): Promise<boolean> => {
  const minutes = numberOf('minutes');
  tell(`soak: seed ${seed}, ${minutes} minutes`);
  const isFlat = await soak({ minutes, random: makeRandom(seed), tell });
  tell(`soak: ${isFlat ? 'held' : 'DID NOT HOLD'}; ${seconds(begun)}`);
  return isFlat;
};

// What does not hold while something else is waited for ends the run as well.
process.on('unhandledRejection', (error) => {
  tell(`DID NOT HOLD: ${toldOf(error)}`);
  process.exit(1);
});
/** Compares cases at length, and tells how far it came. @returns whether all were alike */
const compare = async (
  what: string,
  cases: number,
  atLength: (cases: number, seed: number, tell: (line: string) => void) => Promise<void>,
): Promise<boolean> => {
  tell(`${what}: seed ${seed}, ${cases} cases${what === 'sql' ? ' a decision' : ''}`);
  try {
    await atLength(cases, seed, (line) => {
      tell(`  ${line}; ${seconds(begun)}`);
    });
    tell(`${what}: held; ${seconds(begun)}`);
    return true;
  } catch (error) {
    tell(`${what}: DID NOT HOLD: ${toldOf(error)}`);
    return false;
  }
};

const commands: ReadonlyMap<string | undefined, () => Promise<boolean>> = new Map([
  ['faults', tryFaults],
  ['planted', () => tryPlanted(named, seed, tell)],
  ['model', live],
  ['soak', soaking],
  [
    'sql',
    () =>
      compare('sql', numberOf('cases'), (cases, from, say) =>
        compareQueriesAtLength(cases, from, say, named, numberOf('from')),
      ),
  ],
  ['proof', () => compare('proof', numberOf('count', 100_000), compareFormulasAtLength)],
  ['evaluators', () => compare('evaluators', numberOf('count', 100_000), compareEvaluatorsAtLength)],
]);
const run = commands.get(command);
if (values.help === true || run === undefined) {
  process.stdout.write(help);
  process.exitCode = values.help === true ? 0 : 2;
  // A service that did not hold may still be open.
} else process.exit((await run()) ? 0 : 1);
