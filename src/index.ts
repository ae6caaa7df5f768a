/**
 * The public API: a service over HTTP on its embedded store, or the same decisions by a call in this process.
 * Everything else in `src/` may change without notice.
 */
export { startService, type Service } from './clausebook.js';
export { openClausebook, type Clausebook } from './in-process.js';
export { StartError } from './start-error.js';
export { type ClausebookOptions, type ServiceOptions } from './clausebook-options.js';

// What a scenario means, one meaning for whoever runs it.
export { failureOf, type Answer, type Check } from './scenarios/check.js';
export { asSent, type Json, type JsonObject } from './scenarios/json.js';
export { makeMatchStep, type MatchStep } from './scenarios/match-step.js';
export { readPhraseTable } from './scenarios/phrase-table.js';
export { generalSteps, nothingSaid, type Step } from './scenarios/step.js';
