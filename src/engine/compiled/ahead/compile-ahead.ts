import { compileFunction } from 'node:vm';
import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { makeRuntime, titleOf } from '../runtime.js';
import { aheadSource } from './ahead-source.js';

/**
 * Finds the next instant after asOf at which a decision may become otherwise; `Infinity` where there is none. Facts are decided at asOf.
 * @param standing ids of the rules that give its outcome; empty where it is unresolved
 */
export type Ahead = (
  facts: Readonly<Record<string, unknown>>,
  asOf: number,
  notInForce: readonly string[],
  standing: readonly string[],
) => number;

/** Generates and loads the function. Where something cannot be computed on the way, the next moment is a boundary. */
export const compileAhead = (edition: Edition, ruleSet: RuleSet): Ahead => {
  const body = compileFunction(aheadSource(edition, ruleSet), ['runtime'], {
    filename: `${titleOf(edition, ruleSet)}, ahead.js`,
  });
  const { inForce, functions } = makeRuntime(ruleSet, noPlans);
  const ahead = Reflect.apply(body, undefined, [{ inForce, functions }]) as Ahead; // the source ends by returning it
  return (facts, asOf, notInForce, standing) => {
    try {
      return ahead(facts, asOf, notInForce, standing);
    } catch {
      return asOf + 1;
    }
  };
};

const noPlans: Parameters<typeof makeRuntime>[1] = () => {
  throw new TypeError('What lies ahead has no plan');
};
