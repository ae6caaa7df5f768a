import type { FactShape } from '../../edition/model/declarations.js';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';

/** The facts that play a part in a decision, and what of them does. */
export interface FactsOf {
  readonly roots: ReadonlySet<string>;
  /** Dotted paths: what a decision, a default or a constraint reads. */
  readonly paths: readonly string[];
}

/** What a decision reads, and what defaults and constraints read that have to do with that. */
export const factsOf = (edition: Edition, ruleSet: RuleSet): FactsOf => {
  const roots = new Set<string>(ruleSet.facts.map(({ name }) => name));
  const paths = new Set(ruleSet.reads);
  const rootOf = (path: string): string => path.split('.')[0] ?? '';
  for (const path of ruleSet.reads) if (edition.facts.has(rootOf(path))) roots.add(rootOf(path));
  const reads = (expression: TypedExpression): void => {
    for (const { root, fields } of readsOf(expression)) {
      if (!edition.facts.has(root)) continue;
      paths.add([root, ...fields].join('.'));
      roots.add(root);
    }
  };
  const defaultsIn = (shape: FactShape): readonly TypedExpression[] => [
    ...(shape.default === null ? [] : [shape.default]),
    ...[...shape.fields.values()].flatMap(defaultsIn),
  ];
  for (const name of roots) {
    // A set goes on with what is added to it meanwhile.
    const shape = edition.facts.get(name)?.shape;
    if (shape !== undefined) for (const expression of defaultsIn(shape)) reads(expression);
  }
  for (const { holds, decisions } of edition.constraints) {
    if (decisions !== null && !decisions.includes(ruleSet.decision)) continue;
    for (const { root, fields } of readsOf(holds))
      if (roots.has(root)) paths.add([root, ...fields].join('.'));
  }
  return { roots, paths: [...paths] };
};
