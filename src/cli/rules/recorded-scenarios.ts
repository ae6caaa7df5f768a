import type { ScenarioQuestion } from '../../analysis/coverage/condition-coverage.js';
import type { RunWithRecords } from '../../analysis/coverage/decided-under.js';
import { openFacts } from '../../audit/record/opening.js';
import type { StoredRecord } from '../../audit/record/record.js';
import { CouldNot } from '../shell/command.js';
import { openLog } from '../arguments/open.js';
import { readScenarios } from './scenario-file.js';

/** A scenario as it ran, with what was recorded in it. */
export interface RecordedScenario extends RunWithRecords {
  readonly document: string;
}

/** Reads the scenarios of the last run in a directory with their records. Throws {@link CouldNot} where they cannot be read. */
export const readRecordedScenarios = async (directory: string): Promise<readonly RecordedScenario[]> => {
  const scenarios = await readScenarios(directory);
  // A run that decided nothing has left no log.
  if (scenarios.length === 0) return [];
  const log = await openLog({ data: directory, store: undefined });
  try {
    return await Promise.all(
      scenarios.map(async (scenario) => {
        const records = await Promise.all(
          scenario.decisions.map(async (id) => {
            const record = await log.get(id);
            if (record === undefined)
              throw new CouldNot(`Decision ${id} of “${scenario.title}” is not in \`${directory}\`.`);
            return record;
          }),
        );
        return {
          title: scenario.title,
          uri: scenario.uri,
          line: scenario.line,
          passed: scenario.status === 'PASSED',
          document: scenario.document,
          recorded: records.map((record) => ({
            edition: record.body.inputs.edition,
            decision: record.body.decision,
            question: questionOf(record),
          })),
        };
      }),
    );
  } finally {
    await log.close();
  }
};

/** The question that a record answers. What was erased stays the commitment that stands in its place. */
const questionOf = (record: StoredRecord): ScenarioQuestion => ({
  decision: record.body.inputs.decision,
  asOf: Date.parse(record.body.inputs.asOf),
  facts: openFacts(record).facts,
  ...(record.body.inputs.invalid === undefined ? {} : { invalid: record.body.inputs.invalid }),
  governedBy: record.body.inputs.governing?.readings ?? [],
});
