import { canonical, sortedNames } from '../../audit/record/canonical.js';
import { quoted, quotedList, quotedName } from '../../language/json-text.js';
import type { Edition } from '../../edition/model/edition.js';
import { tellGoverning } from '../../edition/model/governing.js';
import { instantText } from '../../language/instant-text.js';
import type { Decision } from '../../engine/evaluation.js';
import { becauseOf } from '../../engine/tell.js';
import type { Value } from '../../language/types/types.js';
import { answerOf, severedAnswer, discretionInOrder, inOrder, type Decided } from './answer.js';
import { makeStandingTexts, type StandingTexts } from './standing-text.js';

/**
 * The JSON text of an answer, byte for byte `JSON.stringify(answerOf(edition, decided))`, in a small part of the time: what is the same
 * for all decisions by the same rules is written once.
 */
export const answerText = (edition: Edition, decided: Decided): string => {
  const { decision, id, subject } = decided;
  const frame = frameOf(edition, decision.decision);
  if (frame === undefined) return JSON.stringify(answerOf(edition, decided));
  const standing = frame.standing(decision);
  return (
    (id === null ? '{"recorded":false' : `{"id":${quoted(id)}`) +
    (decided.with === undefined ? '' : `,"with":${quotedList(decided.with)}`) +
    `${frame.start}${instantText(decided.asOf)}","outcome":${quoted(decision.outcome)},` +
    `"effects":${effectsText(frame.effects, decision.effects)},` +
    `"discretion":${decision.discretion === null ? 'null' : JSON.stringify(discretionInOrder(decision.discretion))},` +
    `"clauses":${clausesText(standing, decision.values)}${standing.after}${assumedText(decision.assumed)}` +
    (decided.rejected === undefined ? '' : `,"rejected":${quotedList(decided.rejected)}`) +
    (decision.severed === undefined
      ? ''
      : `,"severed":${JSON.stringify(severedAnswer(edition, decision.severed))}`) +
    (decision.conflict === null ? '' : `,"conflict":${quotedList(decision.conflict)}`) +
    `${frame.identity}${governingText(decided.governing)},"subject":${subject === null ? 'null' : quoted(subject)},"decidedAt":"${instantText(decided.decidedAt)}"}`
  );
};

/** The ids of the clauses that the standing rules cite, as `clauses` of the answer has them, and of the one by which others dropped out. */
export const citedOf = (edition: Edition, decision: Decision): readonly string[] => {
  const cites = frameOf(edition, decision.decision)?.standing(decision).cites ?? [];
  const { severed } = decision;
  return severed === undefined || severed.rules.length === 0 ? cites : [...cites, severed.clause];
};

/** What all answers to one question have in common. */
interface Frame {
  /** From after the ids to the asOf. */
  readonly start: string;
  /** In the order in which JSON has them. */
  readonly effects: readonly string[];
  readonly standing: (decision: Decision) => StandingTexts;
  /** The edition, after what was assumed. */
  readonly identity: string;
}

/** Of each edition once; an edition is never changed. */
const frames = new WeakMap<Edition, ReadonlyMap<string, Frame>>();

const frameOf = (edition: Edition, decision: string): Frame | undefined => {
  const known = frames.get(edition);
  if (known !== undefined) return known.get(decision);
  const identity = `,"edition":${JSON.stringify(edition.identity)}`;
  const made = new Map<string, Frame>();
  for (const [name, ruleSet] of edition.decisions)
    made.set(name, {
      start: `,"decision":${quoted(name)},"asOf":"`,
      effects: Object.keys(Object.fromEntries(ruleSet.effects)),
      standing: makeStandingTexts(edition, ruleSet),
      identity,
    });
  frames.set(edition, made);
  return made.get(decision);
};

const governingText = (governing: Decided['governing']): string =>
  governing === null ? '' : `,"governing":${JSON.stringify(tellGoverning(governing))}`;

const effectsText = (names: readonly string[], effects: Decision['effects']): string => {
  let members = '';
  for (const name of names) {
    const value = Object.hasOwn(effects, name) ? effects[name] : undefined;
    if (value !== undefined)
      members += `${members === '' ? '' : ','}${quotedName(name)}${inOrderText(value)}`;
  }
  return `{${members}}`;
};

const clausesText = ({ rules, cited }: StandingTexts, values: Decision['values']): string => {
  let items = '';
  let place = -1;
  let because = '';
  for (const { start, rule } of cited) {
    if (rule !== place) {
      const told = rules[rule];
      because = told === undefined ? '""' : quoted(becauseOf(told, values));
      place = rule;
    }
    items += `${items === '' ? '' : ','}${start}${because}}`;
  }
  return `[${items}]`;
};

const assumedText = (assumed: Decision['assumed']): string => {
  let items = '';
  for (const { fact, value } of assumed)
    items += `${items === '' ? '' : ','}{"fact":${quoted(fact)},"value":${inOrderText(value)}}`;
  return `[${items}]`;
};

/** `JSON.stringify(inOrder(value))`. */
const inOrderText = (value: Value): string => {
  if (typeof value !== 'object' || value === null) return canonical(value);
  if (Array.isArray(value)) return JSON.stringify(inOrder(value));
  const fields = value as Readonly<Record<string, Value | undefined>>; // neither a list nor null
  const textOf = (name: string): string => `${quotedName(name)}${inOrderText(fields[name] ?? null)}`;
  const names = sortedNames(value);
  if (names.length === 2 && names[0] === 'currency' && names[1] === 'minor')
    return `{${textOf('minor')},${textOf('currency')}}`;
  let members = '';
  for (const name of names) {
    // JSON has names that are numbers first, in another order than that of texts.
    if (name <= '9') return JSON.stringify(inOrder(value));
    members += members === '' ? textOf(name) : `,${textOf(name)}`;
  }
  return `{${members}}`;
};
