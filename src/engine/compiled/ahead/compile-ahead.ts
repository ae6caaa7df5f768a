import { compileFunction } from 'node:vm';
import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { makeRuntime, titleOf } from '../runtime.js';
import { seldomFunctions } from '../seldom-computing.js';
import { noPlans, orNextMoment, type Ahead } from './ahead.js';
import { aheadSource } from './ahead-source.js';

/** Generates and loads the function that looks ahead. */
export const compileAhead = (edition: Edition, ruleSet: RuleSet): Ahead => {
  const body = compileFunction(aheadSource(edition, ruleSet), ['runtime'], {
    filename: `${titleOf(edition, ruleSet)}, ahead.js`,
  });
  const { inForce, functions } = makeRuntime(ruleSet, noPlans, seldomFunctions);
  const ahead = Reflect.apply(body, undefined, [{ inForce, functions }]) as Ahead; // the source ends by returning it
  return orNextMoment(ahead);
};
