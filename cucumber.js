/**
 * Runs every contract's scenarios. `CLAUSEBOOK_DRIVER` and `CLAUSEBOOK_SCENARIO_DATA` are explained in
 * `features/support/settings.ts`; `--world-parameters '{"driver":"in-process"}'` chooses the driver too.
 */
export default {
  paths: ['features/**/*.feature'],
  import: ['features/support/run.ts', 'features/steps/*.ts'],
  strict: true,
  format: ['progress', 'message:coverage/scenarios.ndjson'],
};
