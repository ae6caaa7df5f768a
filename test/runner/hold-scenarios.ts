/** Loaded beside the steps: every answer that the scenarios get from the service is held to OpenAPI, as those of the tests are. */
import { AfterAll, BeforeAll } from '@cucumber/cucumber';
import { readSettings } from '../../src/cucumber/settings.js';
import { heldAnswers, holdAnswers } from './held-answers.js';

let asksByHttp = false;

BeforeAll(function () {
  asksByHttp = readSettings(process.env, this.parameters).driver === 'http';
  if (asksByHttp) holdAnswers();
});

AfterAll(function () {
  if (!asksByHttp) return;
  process.stdout.write(`\n${heldAnswers()} answers were held to OpenAPI\n`);
  if (heldAnswers() === 0) throw new Error('No answer of the scenarios was held to OpenAPI.');
});
