import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { EffectWords, LetterWords } from '../../edition/model/letters.js';
import { formatValue } from '../../language/format-value.js';
import type { Value } from '../../language/types/types.js';
import { isList, isRecord } from '../../language/values.js';
import type { Decision, Trace } from '../evaluation.js';
import { fieldOf } from '../facts/fact-values.js';
import { clausesOfRows } from '../clauses-of-rows.js';
import { citationsOf, type InvalidClause } from '../severability.js';
import { bearingAssumptions } from './bearing-assumptions.js';
import { becauseOf, inOne, say, speechOf, type Speech } from './say-value.js';

/** A clause that a letter quotes. */
export interface QuotedClause {
  readonly clause: string;
  /** Verbatim. */
  readonly words: string;
}

/** What a customer is told of a decision: plain words throughout, apart from the numbers and words of clauses. */
export interface Letter {
  /** The contract, and which revision of it. */
  readonly terms: string;
  readonly asked: string;
  readonly answer: string;
  readonly reasons: readonly { readonly because: string; readonly clauses: readonly QuotedClause[] }[];
  /** What follows, each in a sentence. */
  readonly follows: readonly string[];
  /** What is left to somebody's choice; `null` where nothing is. */
  readonly choice: string | null;
  /** What may be done next, each in a sentence. */
  readonly next: readonly string[];
  /** What was taken to be so, each in a sentence: facts that nobody told, and words that could be read in another way. */
  readonly takenThat: readonly string[];
  /** What was left out as invalid; left out itself where nothing was named. */
  readonly invalid?: readonly { readonly because: string; readonly clauses: readonly QuotedClause[] }[];
}

/** What a letter is made of. */
export interface LetterParts {
  readonly trace: Pick<Trace, 'facts' | 'definitions' | 'rules'>;
  /** As it was recorded. */
  readonly decision: Decision;
  /** Clauses that were named as invalid. */
  readonly invalid: readonly InvalidClause[];
  /** Readings that were tried the other way, of which nothing is told. */
  readonly rejected?: readonly string[];
}

/** Tells a decision to a customer; `undefined` where the edition has no words for it. */
export const letterOf = (edition: Edition, parts: LetterParts): Letter | undefined => {
  const { decision, trace, invalid } = parts;
  const ruleSet = edition.decisions.get(decision.decision);
  const words = edition.letters?.decisions.get(decision.decision);
  if (edition.letters === null || ruleSet === undefined || words === undefined) return undefined;
  const { unresolved } = edition.letters;
  const said = speechOf(edition);
  const read = readerOf(trace);
  const resolved = decision.conflict === null;
  const outcome = resolved ? words.outcomes.get(decision.outcome) : undefined;
  const rules = resolved ? ruleSet.rules.filter(({ id }) => decision.standing.includes(id)) : [];
  const citations = citationsOf(edition, invalid);
  const rows = clausesOfRows(edition, decision, invalid);
  return {
    terms: `${edition.title}, revision ${edition.identity.revision}`,
    asked: say(words.asked, read, said),
    answer: outcome === undefined ? unresolved.says : say(outcome.says, read, said),
    reasons: rules.map((rule) => ({
      because: becauseOf(edition, rule, decision.values),
      clauses: quoted(edition, [
        ...new Set([
          ...citations(rule),
          ...rows.filter((one) => one.rule === rule).map(({ clause }) => clause),
        ]),
      ]),
    })),
    follows: resolved ? followsOf(ruleSet, words, decision, said) : [],
    choice: choiceOf(words, decision),
    next: [
      ...new Set([
        ...rules.flatMap(({ id }) => words.next.get(id) ?? []),
        ...(outcome === undefined ? unresolved.next : outcome.next),
      ]),
    ],
    takenThat: resolved ? takenOf(edition, ruleSet, words, parts) : [],
    ...(decision.severed === undefined
      ? {}
      : { invalid: invalidOf(edition, decision.severed.clause, parts) }),
  };
};

const quoted = ({ contract }: Edition, clauses: Rule['clauses']): readonly QuotedClause[] =>
  clauses.flatMap((id) => {
    const clause = contract.clauses.get(id);
    return clause === undefined ? [] : [{ clause: id, words: clause.words }];
  });

/** The values of facts and definitions by their dotted names, as the trace has them. */
const readerOf = ({ facts, definitions }: LetterParts['trace']) => {
  const terms = new Map(definitions.map(({ term, value }) => [term, value]));
  return (name: string): Value => {
    const path = name.split('.');
    for (let length = path.length; length > 0; length -= 1) {
      const value = terms.get(path.slice(0, length).join('.'));
      if (value !== undefined) return fieldOf(value, path.slice(length));
    }
    return fieldOf(facts, path);
  };
};

const followsOf = (
  { effects }: RuleSet,
  words: LetterWords,
  decision: Decision,
  said: Speech,
): readonly string[] =>
  [...effects.keys()].flatMap((name) => {
    const told = words.effects.get(name);
    if (told === undefined) return [];
    const template = templateFor(told, decision.effects[name] ?? null);
    return template === undefined
      ? []
      : [say(template, (path) => fieldOf(decision.effects, path.split('.')), said)];
  });

/** The words for a value of an effect; `undefined` where nothing is told of it. */
const templateFor = ({ some, one, none, values }: EffectWords, value: Value): EffectWords['some'] => {
  const own = typeof value === 'string' ? values.get(value) : undefined;
  if (own !== undefined) return own;
  if (isNothing(value)) return none;
  return isOne(value) ? (one ?? some) : some;
};

const isNothing = (value: Value): boolean =>
  value === null ||
  value === false ||
  value === 0 ||
  (isList(value) ? value.length === 0 : isRecord(value) && value['minor'] === 0);

const isOne = (value: Value): boolean => value === 1 || (isList(value) && value.length === 1);

/** Where nothing is left that could be given, there is nothing to choose. */
const choiceOf = ({ choices }: LetterWords, { discretion, conflict }: Decision): string | null => {
  if (discretion === null || conflict !== null) return null;
  const { decider, upTo } = discretion;
  if (upTo !== undefined && isNothing(upTo)) return null;
  const most =
    upTo === undefined
      ? ''
      : `, at most ${formatValue(upTo, { kind: 'record', name: 'money', fields: {} })} in all`;
  const offered = discretion.choices.flatMap((choice) => choices.get(choice) ?? []);
  return `${decider} may choose ${inOne(offered, 'or')}${most}. That is for ${decider} to decide; nothing is promised here.`;
};

const takenOf = (
  edition: Edition,
  ruleSet: RuleSet,
  words: LetterWords,
  { decision, trace, rejected = [] }: LetterParts,
): readonly string[] => {
  const assumed = bearingAssumptions(
    edition,
    ruleSet,
    words,
    { decision, rules: trace.rules },
    readerOf(trace),
  );
  const taken = [
    ...assumed.map((fact) => words.assumed.get(fact) ?? ''),
    ...decision.readings
      .filter((id) => !rejected.includes(id))
      .map((id) => edition.letters?.readings.get(id) ?? ''),
  ];
  return [...new Set(taken)].filter((told) => told !== '').map((told) => `We took it that ${told}.`);
};

const invalidOf = (
  edition: Edition,
  keepsRest: string,
  { invalid, decision }: LetterParts,
): NonNullable<Letter['invalid']> => [
  ...invalid.map(({ clause, authority }) => ({
    because: `Clause ${clause} is held invalid by ${authority}, and nothing here rests on it.`,
    clauses: [],
  })),
  ...(decision.severed?.rules.length === 0
    ? []
    : [
        {
          because: `The rest of ${edition.title} holds all the same.`,
          clauses: quoted(edition, [keepsRest]),
        },
      ]),
];
