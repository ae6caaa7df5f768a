import { join } from 'node:path';
import type { Command, Shell } from '../shell/command.js';
import { checkCommand } from '../rules/check.js';
import { coverageCommand } from '../rules/coverage.js';
import { sweepCommand } from '../rules/sweeping/sweep.js';
import { mutantsInWords } from '../mutate/tell-mutants.js';
import { areNoticed, tryMutants, type TriedMutants } from '../mutate/try-mutants.js';
import { runCucumber } from './run-cucumber.js';
import type { TestSettings } from './test-settings.js';

/** Where the records of scenarios are kept, below the folder that a command is called in. */
export const scenarioRecords = join('coverage', 'scenarios');

/** One of the things that prove the editions of a repository. */
export interface Stage {
  readonly name: string;
  readonly isOff?: boolean;
  /** Whether nothing was found. */
  readonly run: (shell: Shell) => Promise<boolean>;
}

/** What is proved, and how. */
interface Proved {
  readonly editions: string;
  readonly features: string;
  readonly settings: TestSettings;
  /** Where the records of the scenarios go. */
  readonly data: string;
  /** Only mutants of what differs from this commit are tried; left out, all are. */
  readonly since?: string | undefined;
  /** Told of what came of the mutants. */
  readonly onMutants?: (tried: TriedMutants) => void;
}

/** All that proves the editions of a repository, in the order in which it is run. */
export const stagesOf = ({
  editions,
  features,
  settings,
  data,
  since,
  onMutants = () => undefined,
}: Proved): readonly Stage[] => {
  const folders = { editions: [editions], features: [features] };
  const { driver, coverage, sweep, mutate } = settings;
  return [
    { name: 'check', run: (shell) => called(checkCommand, folders, shell) },
    {
      name: 'scenarios',
      run: (shell) => runCucumber({ editions, features, driver, data, given: [] }, shell),
    },
    {
      name: 'coverage',
      isOff: coverage === 'off',
      run: (shell) =>
        called(
          coverageCommand,
          { ...folders, scenarios: [data], ...(coverage === 'strict' ? { strict: true } : {}) },
          shell,
        ),
    },
    { name: 'sweep', isOff: sweep === 'off', run: (shell) => called(sweepCommand, folders, shell) },
    {
      name: 'mutate',
      isOff: mutate === 'off',
      run: async (shell) => {
        const tried = await tryMutants({ editions, features, kind: undefined, since }, shell);
        onMutants(tried);
        shell.out(mutantsInWords(tried));
        return areNoticed(tried);
      },
    },
  ];
};

const called = async (
  { call }: Command,
  given: Parameters<Command['call']>[0],
  shell: Shell,
): Promise<boolean> => (await call(given, [], shell)) === 0;
