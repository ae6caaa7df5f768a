import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CouldNot, type Shell } from '../shell/command.js';

/** A run of scenarios. */
export interface CucumberRun {
  readonly editions: string;
  readonly features: string;
  readonly driver: 'http' | 'in-process';
  /** Where the records of the run and `scenarios.json` go; what is there is removed before. */
  readonly data: string;
  /** Cucumber's own options and paths; without a path all scenarios run. */
  readonly given: readonly string[];
}

/** Runs scenarios with cucumber, in a process of its own. Resolves to whether all passed; throws {@link CouldNot} where cucumber is not installed. */
export const runCucumber = async (run: CucumberRun, shell: Shell): Promise<boolean> => {
  const cucumber = findCucumber();
  await rm(run.data, { recursive: true, force: true });
  await mkdir(run.data, { recursive: true });
  const steps = ['run', 'steps'].flatMap((name) => ['--import', ownModule(`../../cucumber/${name}`)]);
  const paths = run.given.some((word) => /\.feature(:\d+)*$/.test(word))
    ? []
    : [join(run.features, '**', '*.feature').replaceAll('\\', '/')];
  const { driver, editions, features } = run;
  const told = ['--world-parameters', JSON.stringify({ driver, data: run.data, editions, features })];
  // In a terminal it writes colours, and its progress.
  const output = shell.isTerminal ? ('inherit' as const) : ('pipe' as const);
  const child = spawn(process.execPath, [cucumber, ...paths, ...steps, '--strict', ...told, ...run.given], {
    stdio: ['ignore', output, output],
  });
  child.stdout?.setEncoding('utf8').on('data', shell.out);
  child.stderr?.setEncoding('utf8').on('data', shell.err);
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
};

/** The version of cucumber that the steps were made for. */
export const cucumberVersion = '12.9.0';

const findCucumber = (): string => {
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve('@cucumber/cucumber/package.json')), 'bin', 'cucumber.js');
  } catch (cause) {
    const install = `npm install --save-dev @cucumber/cucumber@${cucumberVersion}`;
    throw new CouldNot(`Scenarios are run by cucumber, which is not installed here: \`${install}\`.`, {
      cause,
    });
  }
};

/** A module beside this one: both are sources, or both are built. */
const ownModule = (name: string): string =>
  fileURLToPath(new URL(`${name}${import.meta.url.slice(-3)}`, import.meta.url));
