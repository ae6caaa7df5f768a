import { dataText, listText, quoted, quotedList, rememberText } from '../language/json-text.js';
import type { Decision } from './evaluation.js';

/**
 * A decision as JSON: byte for byte `JSON.stringify(decision)`, members in the order in which `Decision` has them. What decisions share, and
 * is frozen to its depth, is written once.
 */
export const decisionText = (decision: Decision): string =>
  `{"decision":${quoted(decision.decision)},"outcome":${quoted(decision.outcome)},"effects":${dataText(decision.effects)},` +
  `"discretion":${dataText(decision.discretion)},"standing":${textsText(decision.standing)},` +
  `"overridden":${overriddenText(decision.overridden)},"values":${dataText(decision.values)},` +
  `"readings":${textsText(decision.readings)},"assumed":${assumedText(decision.assumed)},` +
  `"conflict":${decision.conflict === null ? 'null' : textsText(decision.conflict)}}`;

const textsText = rememberText<readonly string[]>(quotedList);
const overriddenText = rememberText<Decision['overridden']>((overridden) => JSON.stringify(overridden));

type Assumed = Decision['assumed'][number];

const assumedText = rememberText<Decision['assumed']>((assumed) => listText(assumed, assumptionText));
const assumptionText = rememberText<Assumed>((assumption) => dataText(assumption));
