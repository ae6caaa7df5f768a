import type { RuleSet } from '../../edition/model/rule-set.js';
import { calculate } from '../../language/numbers/calculations.js';
import { operators, type OperatorName } from '../../language/operators.js';
import type { Computed } from '../../language/types/types.js';
import { named } from './computing.js';
import { tableFunctions } from './tables.js';

/** What generated code of an expression calls seldom, and rests on much: functions of FEEL by their names, operators of lists. */
export const seldomComputing = {
  calculate: named(calculate),
  /** Whether an operator of conditions holds. */
  holdsOf: (name: OperatorName, left: Computed, right: Computed): boolean =>
    operators[name].holds(left, right),
};

/** What the generated code of a rule set calls seldom: tables too. */
export const seldomFunctions = (ruleSet: RuleSet) => ({ ...seldomComputing, ...tableFunctions(ruleSet) });
