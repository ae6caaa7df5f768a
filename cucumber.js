/**
 * Runs every contract's scenarios. `CLAUSEBOOK_DRIVER` and `CLAUSEBOOK_SCENARIO_DATA` are explained in
 * `src/cucumber/settings.ts`; `--world-parameters '{"driver":"in-process"}'` chooses the driver too.
 */
export default {
  paths: ['features/**/*.feature'],
  import: ['src/cucumber/run.ts', 'src/cucumber/steps.ts', 'test/runner/hold-scenarios.ts'],
  strict: true,
  format: ['progress', 'message:coverage/scenarios.ndjson'],
};
