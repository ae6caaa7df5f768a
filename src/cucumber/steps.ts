import { defineStep, type DataTable } from '@cucumber/cucumber';
import { generalSteps } from '../index.js';
import type { ScenarioWorld } from './world.js';

/** Steps with a table are the same for every contract. */
const withTable = generalSteps.filter(({ takesTable }) => takesTable);
for (const step of withTable)
  defineStep(step.text, function (this: ScenarioWorld, table: DataTable) {
    return this.perform(step, [], table.raw());
  });

// Every other sentence is looked for among the phrases of the scenario's own contract: what another contract says with it does not matter.
defineStep(
  new RegExp(`^(?!(?:${withTable.map(({ text }) => text).join('|')})$)(.*)$`, 's'),
  function (this: ScenarioWorld, sentence: string) {
    return this.say(sentence);
  },
);
