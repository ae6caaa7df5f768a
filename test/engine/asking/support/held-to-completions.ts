import assert from 'node:assert/strict';
import type { Edition } from '../../../../src/edition/model/edition.js';
import type { CompiledEvaluator } from '../../../../src/engine/compiled/compiled-evaluator.js';
import type { Decision } from '../../../../src/engine/evaluation.js';
import { askOf, type Asking, type OpenQuestion } from '../../../../src/engine/asking/asking.js';
import { isRecord } from '../../../../src/language/values.js';

type Facts = Readonly<Record<string, unknown>>;

/** What an answer was held to: how many cases were decided, and how many of these showed something that was said to be settled. */
export interface Held {
  cases: number;
  settled: number;
  /** Pairs of cases that differ in what is said not to matter. */
  pairs: number;
}

/** Facts of which some are hidden, by chance, and names of those that are told to be left out. */
export const hiding = (
  facts: Facts,
  others: Facts,
  random: () => number,
): Pick<OpenQuestion, 'facts' | 'without'> => {
  const without: string[] = [];
  const hidden = 0.2 + 0.6 * random();
  const part = (of: Facts, all: Facts, above: string): Facts =>
    Object.fromEntries(
      [...new Set([...Object.keys(of), ...Object.keys(all)])].flatMap((name) => {
        const path = `${above}${name}`;
        if (!Object.hasOwn(of, name)) {
          if (random() < 0.3) without.push(path);
          return [];
        }
        const value = of[name];
        if (random() < hidden) return [];
        return [
          [name, isPlain(value) ? part(value, isPlain(all[name]) ? all[name] : {}, `${path}.`) : value],
        ];
      }),
    );
  return { facts: part(facts, others, ''), without };
};

/** What is known, with the rest from either of two cases, by chance. */
export const completing = (
  { facts: known, without }: Pick<OpenQuestion, 'facts' | 'without'>,
  cases: readonly [Facts, Facts],
  random: () => number,
): Facts => {
  const part = (of: Facts | undefined, from: readonly unknown[], above: string): Facts => {
    const names = new Set([
      ...Object.keys(of ?? {}),
      ...from.flatMap((one) => (isPlain(one) ? Object.keys(one) : [])),
    ]);
    return Object.fromEntries(
      [...names].flatMap((name) => {
        const path = `${above}${name}`;
        const given = of !== undefined && Object.hasOwn(of, name) ? of[name] : undefined;
        const there = from.map((one) => (isPlain(one) && Object.hasOwn(one, name) ? one[name] : undefined));
        if (given !== undefined) return [[name, isPlain(given) ? part(given, there, `${path}.`) : given]];
        if (without.includes(path)) return [];
        const taken = there[random() < 0.5 ? 0 : 1];
        if (taken === undefined) return [];
        return [
          [name, isPlain(taken) ? part(undefined, random() < 0.5 ? there : [taken], `${path}.`) : taken],
        ];
      }),
    );
  };
  return part(known, cases, '');
};

/** The facts with those of some names as another case has them. */
export const replacing = (facts: Facts, other: Facts, names: readonly string[]): Facts => {
  const part = (of: Facts, from: Facts, above: string): Facts =>
    Object.fromEntries(
      [...new Set([...Object.keys(of), ...Object.keys(from)])].flatMap((name) => {
        const path = `${above}${name}`;
        if (names.includes(path)) return Object.hasOwn(from, name) ? [[name, from[name]]] : [];
        if (!Object.hasOwn(of, name)) return [];
        const [value, another] = [of[name], from[name]];
        return [[name, isPlain(value) && isPlain(another) ? part(value, another, `${path}.`) : value]];
      }),
    );
  return part(facts, other, '');
};

/** Money is one value. */
const isPlain = (value: unknown): value is Facts => isRecord(value) && !Object.hasOwn(value, 'minor');

/** Asks what matters, and holds what is said to the decisions of completions; throws where one shows otherwise. */
export const heldTo = (
  edition: Edition,
  evaluator: CompiledEvaluator,
  question: OpenQuestion,
  completions: readonly Facts[],
  others: readonly Facts[],
  held: Held,
  ask: typeof askOf = askOf,
): Asking => {
  const asking = ask(edition, question);
  const { decision: name, asOf } = question;
  const decide = (facts: Facts): Decision | undefined => {
    const answer = evaluator.decide({ decision: name, facts, asOf });
    return answer.code === 'decided' ? answer.decision : undefined;
  };
  const tell = (facts: Facts): string => JSON.stringify({ question, facts });
  const matterLess = (levels: readonly string[]): readonly string[] => [
    ...asking.irrelevant.map((fact) => fact.name),
    ...asking.matters.filter((fact) => levels.includes(fact.for)).map((fact) => fact.name),
  ];
  for (const [place, facts] of completions.entries()) {
    const decision = decide(facts);
    if (decision === undefined) continue;
    held.cases += 1;
    assert.ok(asking.outcomes.includes(decision.outcome), `an outcome that is not told: ${tell(facts)}`);
    if (asking.outcome !== undefined) {
      held.settled += 1;
      assert.equal(decision.outcome, asking.outcome, `another outcome: ${tell(facts)}`);
    }
    for (const rule of asking.rests.rules)
      assert.ok(decision.standing.includes(rule), `${rule} does not stand: ${tell(facts)}`);
    if (asking.isCited) {
      assert.deepEqual(decision.standing, asking.rests.rules, `others stand: ${tell(facts)}`);
      if (decision.outcome !== 'unresolved')
        assert.deepEqual(decision.tables ?? [], asking.rests.tables, `other rows: ${tell(facts)}`);
    }
    if (asking.effects !== undefined)
      assert.deepEqual(decision.effects, asking.effects, `other effects: ${tell(facts)}`);
    const other = others[place % others.length];
    if (other === undefined) continue;
    const levels = [
      [[], ['outcome', 'standing', 'tables', 'effects', 'discretion']],
      [['effects'], ['outcome', 'standing', 'tables']],
      [['effects', 'clauses'], ['outcome']],
    ] as const;
    for (const [less, same] of levels) {
      const names = matterLess(less);
      if (names.length === 0) continue;
      const changed = replacing(facts, other, names);
      const instead = decide(changed);
      if (instead === undefined) continue;
      held.pairs += 1;
      for (const member of same)
        assert.deepEqual(
          instead[member],
          decision[member],
          `${member} differs by what does not matter: ${tell(facts)} and ${JSON.stringify(changed)}`,
        );
    }
  }
  return asking;
};
