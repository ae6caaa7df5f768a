import type { EditionIdentity } from '../../edition/model/edition.js';
import type { ToldGoverning } from '../../edition/model/governing.js';
import type { Decision } from '../../engine/evaluation.js';
import type { InvalidClause } from '../../engine/severability.js';
import { canonical } from './canonical.js';
import type { Commitment } from './commitment.js';
import { quoted, quotedList, rememberText } from '../../language/json-text.js';

/** What is written of a record's body; its facts come as text. */
export interface BodyStart {
  readonly chain?: string;
  readonly cites: readonly string[];
  /** RFC 3339. */
  readonly decidedAt: string;
  readonly decision: Decision;
  readonly id: string;
  readonly inputs: {
    /** RFC 3339. */
    readonly asOf: string;
    readonly decision: string;
    readonly edition: EditionIdentity;
    readonly governing?: ToldGoverning;
    readonly invalid?: readonly InvalidClause[];
    readonly subject?: Commitment;
    readonly with?: readonly string[];
  };
  readonly once?: { readonly key: string; readonly request: string };
}

/**
 * The canonical text of a record's body without its last two members, `previous` and `sequence`, and without the closing brace: what
 * `canonical` makes of it, whose members are known here and therefore stand in order.
 * @param facts the canonical text of the sealed facts
 */
export const bodyStartText = (body: BodyStart, facts: string): string => {
  const { chain, cites, decidedAt, decision, id, inputs, once } = body;
  const { document, revision, digest } = inputs.edition;
  const edition = `{"digest":${quoted(digest)},"document":${quoted(document)},"revision":${quoted(revision)}}`;
  const governing = inputs.governing === undefined ? '' : `,"governing":${canonical(inputs.governing)}`;
  const invalid = inputs.invalid === undefined ? '' : `,"invalid":${canonical(inputs.invalid)}`;
  const subject = inputs.subject === undefined ? '' : `,"subject":${canonical(inputs.subject)}`;
  const together = inputs.with === undefined ? '' : `,"with":${quotedList(inputs.with)}`;
  return (
    `{${chain === undefined ? '' : `"chain":${quoted(chain)},`}"cites":${quotedList(cites)},"decidedAt":"${decidedAt}",` +
    `"decision":${decisionText(decision)},"format":1,"id":${quoted(id)},` +
    `"inputs":{"asOf":"${inputs.asOf}","decision":${quoted(inputs.decision)},"edition":${edition},"facts":${facts}${governing}${invalid}${subject}${together}}` +
    (once === undefined ? '' : `,"once":${canonical(once)}`)
  );
};

const decisionText = (decision: Decision): string =>
  `{"assumed":${assumedText(decision.assumed)},"conflict":${decision.conflict === null ? 'null' : listText(decision.conflict)},` +
  `"decision":${quoted(decision.decision)},"discretion":${canonical(decision.discretion)},` +
  `"effects":${canonical(decision.effects)},"outcome":${quoted(decision.outcome)},` +
  `"overridden":${overriddenText(decision.overridden)},"readings":${listText(decision.readings)},` +
  (decision.severed === undefined ? '' : `"severed":${canonical(decision.severed)},`) +
  `"standing":${listText(decision.standing)},"values":${canonical(decision.values)}}`;

const assumedText = (assumed: Decision['assumed']): string => {
  let items = '';
  for (const { fact, value } of assumed)
    items += `${items === '' ? '' : ','}{"fact":${quoted(fact)},"value":${canonical(value)}}`;
  return `[${items}]`;
};

const listText = rememberText<readonly string[]>(quotedList);
const overriddenText = rememberText<Decision['overridden']>(canonical);
