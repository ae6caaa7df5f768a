import type { Edition, RuleSet } from '../../edition/model/edition.js';
import type { LetterWords } from '../../edition/model/letters.js';
import { readsOf } from '../../language/syntax/walk.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { ConditionTrace, Trace } from '../evaluation.js';

/**
 * The facts that were assumed and that the outcome, or what is told of it, hangs on: those that a standing rule rests on, and those for which a
 * rule that does not apply might have applied and counted, had they been otherwise. Dotted names, in the order of `assumed`.
 */
export const bearingAssumptions = (
  edition: Edition,
  ruleSet: RuleSet,
  words: LetterWords,
  { decision, rules: traces }: Pick<Trace, 'decision' | 'rules'>,
): readonly string[] => {
  const assumed = decision.assumed.map(({ fact }) => fact);
  const readBy = factsRead(edition);
  const bearing = (reads: Iterable<string>): readonly string[] =>
    assumed.filter((fact) => [...reads].some((read) => overlap(fact, read)));
  const ofExpression = (expression: TypedExpression): readonly string[] =>
    bearing(readsOf(expression).flatMap(({ root, fields }) => [...readBy([root, ...fields].join('.'))]));
  const standing = new Set(decision.standing);
  const found = new Set<string>();
  const note = (facts: readonly string[]): void => {
    for (const fact of facts) found.add(fact);
  };
  const set = new Set<string>();
  for (const rule of ruleSet.rules) {
    const trace = traces.find((one) => one.rule === rule.id);
    if (trace === undefined || trace.severed === true) continue;
    const stands = standing.has(rule.id);
    const mightCount =
      stands ||
      (!trace.fired &&
        (rule.overrides.some((id) => standing.has(id)) ||
          !ruleSet.rules.some(({ id, overrides }) => standing.has(id) && overrides.includes(rule.id))));
    if (!mightCount) continue;
    const names = namesIn(trace.when);
    const depends = (name: string): boolean => bearing(readBy(name)).length > 0;
    if (outcomeOf(trace.when, depends) === undefined) note(names.flatMap((name) => bearing(readBy(name))));
    if (!stands) continue;
    for (const [effect, expression] of rule.then.effects) {
      set.add(effect);
      if (words.effects.has(effect)) note(ofExpression(expression));
    }
    for (const part of rule.then.because) if (typeof part !== 'string') note(ofExpression(part.expression));
    const upTo = rule.then.discretion?.upTo;
    if (upTo != null) note(ofExpression(upTo));
  }
  for (const { name, default: otherwise } of ruleSet.effects.values())
    if (words.effects.has(name) && !set.has(name)) note(ofExpression(otherwise));
  return assumed.filter((fact) => found.has(fact));
};

/** Whether a condition holds whatever its doubtful comparisons come to; `undefined` where it hangs on them. */
const outcomeOf = (condition: ConditionTrace, doubtful: (name: string) => boolean): boolean | undefined => {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'comparison': {
      const { fact, comparedName, result } = condition;
      return doubtful(fact) || (comparedName !== undefined && doubtful(comparedName)) ? undefined : result;
    }
    case 'not': {
      const inner = outcomeOf(condition.of, doubtful);
      return inner === undefined ? undefined : !inner;
    }
    case 'all':
    case 'any': {
      const decisive = condition.kind === 'any';
      const parts = condition.of.map((part) => outcomeOf(part, doubtful));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : condition.result;
    }
  }
};

const namesIn = (condition: ConditionTrace): readonly string[] => {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'comparison':
      return [condition.fact, ...(condition.comparedName === undefined ? [] : [condition.comparedName])];
    case 'not':
      return namesIn(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(namesIn);
  }
};

/** By a dotted name, the dotted names of the facts that it reads, through definitions. */
const factsRead = ({ definitions }: Edition): ((name: string) => ReadonlySet<string>) => {
  const known = new Map<string, ReadonlySet<string>>();
  const read = (name: string): ReadonlySet<string> => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const definition = definitionOf(name);
    const facts =
      definition === undefined
        ? new Set([name])
        : new Set(
            readsOf(definition.is).flatMap(({ root, fields }) => [...read([root, ...fields].join('.'))]),
          );
    known.set(name, facts);
    return facts;
  };
  const definitionOf = (name: string) => {
    for (let path = name.split('.'); path.length > 0; path = path.slice(0, -1)) {
      const found = definitions.get(path.join('.'));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return read;
};

const overlap = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
