import { shapeIn } from '../edition/model/fact-shape.js';
import type { Edition } from '../edition/model/edition.js';
import type { Rule, RuleSet } from '../edition/model/rule-set.js';
import { capitalised, formatValue } from '../language/format-value.js';
import type { Type, Value } from '../language/types/types.js';
import { EvaluationDefect } from './defect.js';
import type { Decision } from './evaluation.js';
import { tellValue } from '../language/tell-value.js';
import { isRecord } from '../language/values.js';
import { citationsOf, type InvalidClause } from './severability.js';
import { clausesOfRows } from './clauses-of-rows.js';
import { becauseOf, fromOutside } from './letter/say-value.js';

/**
 * A decision in words that one may send to a customer: what was decided, for which reasons, by which words of the contract, and
 * what those reasons took precedence over; no rule ids, no field names of the engine.
 * @param invalid clauses that are held invalid, and so are not quoted
 */
export const tellDecision = (
  edition: Edition,
  decision: Decision,
  asOf: number,
  invalid: readonly InvalidClause[] = [],
): string => {
  const ruleSet = ruleSetOf(edition, decision.decision);
  const rules = new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
  const at = formatValue(asOf, { kind: 'instant' }, edition.zone);
  const lines = [
    ruleSet.question,
    `Decision as of ${at}, under ${edition.title}, revision ${edition.identity.revision}: ${outcomeInWords(decision)}.`,
    '',
  ];
  if (decision.conflict !== null)
    lines.push(tellConflict(decision.conflict.map((id) => citation(rules.get(id)))));
  const quoted = new Set<string>();
  const citations = citationsOf(edition, invalid);
  const rows = clausesOfRows(edition, decision, invalid);
  for (const id of decision.standing) {
    const rule = rules.get(id);
    if (rule === undefined) continue;
    lines.push(`- ${becauseOf(edition, rule, decision.values)}`);
    const ofRows = rows.filter((one) => one.rule === rule).map(({ clause }) => clause);
    for (const clause of new Set([...citations(rule), ...ofRows])) {
      lines.push(
        `  Clause ${clause}${quoted.has(clause) ? ', as above.' : `: “${wordsOf(edition, clause)}”`}`,
      );
      quoted.add(clause);
    }
  }
  const effects = [...ruleSet.effects.values()].flatMap(({ name, type }) => {
    const value = decision.effects[name];
    return value === undefined
      ? []
      : [`- ${inWords(name)}: ${formatValue(fromOutside(value, type), type, edition.zone)}`];
  });
  if (effects.length > 0) lines.push('', 'What follows from it:', ...effects);
  if (decision.discretion !== null) lines.push('', tellDiscretion(decision.discretion));
  if (decision.overridden.length > 0) {
    lines.push('', 'What was considered and gave way:');
    for (const id of new Set(decision.overridden.map(({ rule }) => rule))) {
      const by = decision.overridden.flatMap((one) => (one.rule === id ? (rules.get(one.by) ?? []) : []));
      const lost = rules.get(id);
      if (lost !== undefined) lines.push(tellDefeat(lost, by));
    }
  }
  lines.push(...tellSevered(edition, decision.severed));
  lines.push(...tellAssumed(edition, decision.assumed));
  return `${lines.join('\n')}\n`;
};

/** A rule that gave way, and to what: by clauses that only one side cites, or by what each says of the case. */
const tellDefeat = (lost: Rule, by: readonly Rule[]): string => {
  const own = new Set(lost.clauses);
  const others = [...new Set(by.flatMap(({ clauses }) => clauses))].filter((clause) => !own.has(clause));
  const told = `${capitalised(inWords(lost.then.outcome))}, by ${cited(lost.clauses)},`;
  const outcomes = [...new Set(by.map(({ then }) => inWords(then.outcome)))].join(' and ');
  return others.length === 0
    ? `- ${told} is the general rule; it gave way to a more particular one of the same: ${outcomes}.`
    : `- ${told} gave way to ${outcomes}, by ${cited(others)}.`;
};

export const cited = (clauses: readonly string[]): string =>
  `clause${clauses.length === 1 ? '' : 's'} ${clauses.join(', ')}`;

const tellSevered = (edition: Edition, severed: Decision['severed']): readonly string[] => {
  if (severed === undefined) return [];
  const clauses = new Map(severed.rules.flatMap((rule) => rule.clauses.map((one) => [one.clause, one])));
  const { clause } = severed;
  if (clauses.size === 0) return ['', 'No rule rests on the clauses that were named as invalid alone.'];
  return [
    '',
    'Left out, since it is held invalid:',
    ...[...clauses.values()].map((one) => `- Clause ${one.clause}, by ${one.authority}`),
    `  The rest stays in force by clause ${clause}: “${wordsOf(edition, clause)}”`,
  ];
};

const tellAssumed = (edition: Edition, assumed: Decision['assumed']): readonly string[] => {
  const told = assumed.filter(({ value }) => value !== null);
  const silent = assumed.filter(({ value }) => value === null).map(({ fact }) => fact);
  return [
    ...(told.length === 0 ? [] : ['', 'Assumed, since it was not said:']),
    ...told.map(({ fact, value }) => {
      const type = typeOf(edition, fact);
      return `- ${fact}: ${type === undefined ? tellValue(value, 'none', edition.zone) : formatValue(fromOutside(withoutNone(value), type), type, edition.zone)}`;
    }),
    ...(silent.length === 0 ? [] : ['', `Not said, and taken as none: ${silent.join(', ')}.`]),
  ];
};

/** The type of a fact by its dotted path (`grounds[2].basis` inside a list), or of a parameter. */
const typeOf = (edition: Edition, path: string): Type | undefined => {
  const shape = shapeIn(edition.facts, path.replace(/\[\d+\]/g, '.[]').split('.'));
  return shape?.type ?? edition.parameters.get(path)?.type;
};

/** A record without the fields that are absent. */
const withoutNone = (value: Value): Value =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)) // fields of a Value
    : value;

const tellDiscretion = ({
  decider,
  choices,
  recommended,
  upTo,
}: NonNullable<Decision['discretion']>): string => {
  const limit = upTo === undefined ? '' : `, up to ${tellValue(upTo)}`;
  return `${decider} may choose: ${choices.map(inWords).join(', ')}${limit}. Its policy recommends: ${inWords(recommended)}.`;
};

const tellConflict = (citations: readonly string[]): string =>
  citations.length === 0
    ? 'No rule covers this case. A person must decide it.'
    : `The rules disagree (${citations.join(' and ')}). A person must decide it.`;

const outcomeInWords = ({ outcome }: Decision): string => inWords(outcome);

const inWords = (name: string): string =>
  name
    .replaceAll('-', ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();

const citation = (rule: Rule | undefined): string =>
  rule === undefined ? 'a rule' : `clause ${rule.clauses.join(', ')}`;

const wordsOf = (edition: Edition, clause: string): string =>
  edition.contract.clauses.get(clause)?.words ?? '';

export const ruleSetOf = (edition: Edition, decision: string): RuleSet => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
  return ruleSet;
};
