import { command, type ExitCode, type Shell } from '../shell/command.js';
import { choice } from '../shell/options.js';
import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import { runCucumber } from './run-cucumber.js';
import { scenarioRecords, stagesOf, type Stage } from './stages.js';
import { readTestSettings, settingsFile, testWords, type TestSettings } from './test-settings.js';

const data = scenarioRecords;

/** `clausebook test`: all that proves the editions of a repository. */
export const testCommand = command({
  name: 'test',
  summary: 'check the editions, run their scenarios, and see what these prove',
  usage: '[--coverage strict|usual|off] [--sweep on|off] [--mutate on|off] [-- CUCUMBER OPTION…]',
  options: {
    editions: editionsOption,
    features: featuresOption('where <document>/ has scenarios'),
    driver: choice(testWords.driver, {
      value: 'NAME',
      means: 'how the scenarios ask: http, of a real service, or in-process',
      told: 'http',
    }),
    coverage: choice(testWords.coverage, {
      value: 'HOW',
      means: 'strict, usual or off: what `clausebook coverage` says of the run',
      told: 'strict',
    }),
    sweep: choice(testWords.sweep, {
      value: 'ON',
      means: 'on or off: `clausebook sweep`, every case along time',
      told: 'on',
    }),
    mutate: choice(testWords.mutate, {
      value: 'ON',
      means: 'on or off: `clausebook mutate`, every slip that a scenario should notice',
      told: 'on',
    }),
  },
  help: `
Runs \`check\`, the scenarios, \`coverage\`, \`sweep\` and \`mutate\`, one after the other; whatever fails, the rest runs, and the end says
which failed. The scenarios are run by cucumber, their records are kept in ${data}. A file \`${settingsFile}\` here says what
is run where the call does not:

  test: { driver: in-process, coverage: strict, sweep: on, mutate: off }

What stands behind \`--\` goes to cucumber: paths of features, and its options. Then the scenarios alone are run.

  clausebook test
  clausebook test -- --tags @6.3 --format junit:report.xml
  clausebook test -- features/delivery-terms/02-late-delivery.feature --name 'At most'`,
  run: async (args, shell, given) => {
    const settings = await readTestSettings(settingsFile);
    const { editions, features } = args;
    const driver = args.driver ?? settings.driver;
    if (given.length > 0)
      return (await runCucumber({ editions, features, driver, data, given }, shell)) ? 0 : 1;
    const chosen: TestSettings = {
      driver,
      coverage: args.coverage ?? settings.coverage,
      sweep: args.sweep ?? settings.sweep,
      mutate: args.mutate ?? settings.mutate,
    };
    return runStages(stagesOf({ editions, features, data, settings: chosen }), shell);
  },
});

/** Runs each stage, and tells at the end what became of all. */
const runStages = async (stages: readonly Stage[], shell: Shell): Promise<ExitCode> => {
  const told: string[] = [];
  let code: ExitCode = 0;
  for (const { name, isOff = false, run } of stages) {
    if (isOff) {
      told.push(`${name}: off`);
      continue;
    }
    shell.out(`\n${name}\n`);
    try {
      const isFine = await run(shell);
      if (!isFine) code = 1;
      told.push(`${name}: ${isFine ? 'fine' : 'failed'}`);
    } catch (error) {
      // A stage that can't be run, since one before it failed, keeps none of the others from being run.
      shell.err(`${error instanceof Error ? error.message : String(error)}\n`);
      code = 1;
      told.push(`${name}: could not be run`);
    }
  }
  shell.out(`\n${told.join('\n')}\n`);
  return code;
};
