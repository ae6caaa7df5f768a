import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { makeCells, withNeeds, type Needs } from '../code/cells.js';
import { makeComparisons } from '../code/condition-code.js';
import { makeFactCode } from '../code/fact-code.js';
import { makeScopeCode } from '../code/scope-code.js';
import { comment, indent, literal } from '../code/source-text.js';
import {
  enterLine,
  invalidLine,
  invalidVariable,
  parameterLines,
  withRuntime,
} from '../module/entry-source.js';
import type { Lines } from '../module/layout.js';
import { titleOf } from '../runtime.js';
import { where } from './boundaries.js';
import { conditionBoundaries } from './condition-boundaries.js';
import { rests } from './moves.js';
import { makeNameBoundaries } from './name-boundaries.js';

/**
 * The source of the function that finds the next instant at which a decision may become otherwise: the body of a function of `runtime` that
 * gives `(facts, asOf, invalid, standing) => instant`, `Infinity` where there is none. It sees where constraints turn, conditions, and what standing rules
 * may give; it throws where something cannot be computed.
 */
export const aheadSource = (edition: Edition, ruleSet: RuleSet): string => {
  const cells = makeCells();
  const facts = makeFactCode(edition, cells);
  const scope = makeScopeCode(edition, ruleSet, cells, facts);
  const comparisons = makeComparisons(scope);
  const needs: Needs = new Set();
  const names = makeNameBoundaries(edition, ruleSet, { scope, facts }, needs);
  const code = (expression: Parameters<typeof scope.code>[0]): string => scope.code(expression, needs);
  const comparison = (condition: Parameters<typeof comparisons.of>[0]): string => {
    const found = comparisons.of(condition);
    for (const cell of found.needs) needs.add(cell);
    return found.code;
  };

  const constraints = edition.constraints
    .filter(({ decisions }) => decisions?.includes(ruleSet.decision) ?? true)
    .flatMap(({ holds, code: name }): Lines => {
      const { lines } = names.ofFacts(holds, name);
      if (lines.length === 0) return [];
      const guard = facts.evaluable(holds, needs);
      return [comment(name), ...(guard === null ? lines : where(guard, lines))];
    });
  /** What is given may change while the same rules stand. */
  const given = (expression: Parameters<typeof scope.code>[0]): Lines => {
    const { moves, lines } = names.ofScope(expression);
    return rests(moves) ? lines : [...lines, 'see(asOf + 1);'];
  };
  const rules = ruleSet.rules.flatMap(({ id, when, then }): Lines => {
    const conditions = conditionBoundaries(when, { of: names.ofScope, code, comparison });
    const { discretion, effects } = then;
    const gives = [
      ...effects.values(),
      ...(discretion === null
        ? []
        : [discretion.recommended, ...(discretion.upTo === null ? [] : [discretion.upTo])]),
    ].flatMap(given);
    const lines = [...conditions, ...where(`standing.includes(${literal(id)})`, gives)];
    return lines.length === 0 ? [] : [comment(id), ...lines];
  });
  // A default is given where no standing rule says otherwise.
  const defaults = [...ruleSet.effects.values()].flatMap((effect): Lines => {
    const givers = ruleSet.rules.flatMap(({ id, then }) =>
      then.effects.has(effect.name) ? [literal(id)] : [],
    );
    const isGiven = `[${givers.join(', ')}].some((id) => standing.includes(id))`;
    return where(`standing.length > 0 && !${isGiven}`, given(effect.default));
  });
  const body = [...constraints, ...rules, ...defaults];
  const used = withNeeds(needs);
  return [
    comment(`When ${titleOf(edition, ruleSet)}, may become otherwise`),
    `'use strict';`,
    ...withRuntime([
      ...parameterLines({ scope, ruleSet }),
      invalidVariable,
      `let asOf = 0, next = Infinity, turn = 0;`,
      ...seeingLines,
      ...([...names.declarations(), ...body].some((line) => line.includes('dawn(')) ? dawnLines : []),
      ...used.map(({ name, about }) => `let ${name}; ${comment(about)}`),
      ...names.declarations(),
      `return (facts, at, invalid, standing) => {`,
      ...indent([
        `asOf = at;`,
        enterLine,
        invalidLine,
        `next = validUntil;`,
        `turn++;`,
        ...used.map(({ name, code: computed, about }) => `${name} = ${computed}; ${comment(about)}`),
        ...body,
        `return next;`,
      ]),
      `};`,
    ]),
    '',
  ].join('\n');
};

/**
 * `see` takes an instant; `meet` the one at which two values meet that come nearer by `slope` a millisecond (`when` as in `turning`); `climb` the
 * one at which a value reaches its next step; `stair` the same of a quotient of integers that is rounded down or up, to the millisecond, and says
 * whether it is one; `dawn` the one at which its day ends. What is no whole millisecond is seen just after. A decimal of many digits counts as the
 * number that is `nearest`, which moves a boundary by far less than a millisecond.
 */
const seeingLines: Lines = [
  `const nearest = (value) => typeof value === 'number' ? value : Number(value);`,
  `const see = (at) => { if (at > asOf && at < next) next = at; };`,
  `const near = (at) => { const whole = Math.round(at); if (Math.abs(at - whole) < 0.01) { see(whole); see(whole + 1); } else see(Math.ceil(at)); };`,
  `const meet = (left, right, slope, when) => {`,
  `  if (!(Math.abs(slope) > 0)) return;`,
  `  const at = asOf + (nearest(right) - nearest(left)) / slope;`,
  `  if (!(at >= asOf)) return;`,
  `  if ((slope === 1 || slope === -1) && Number.isInteger(at)) {`,
  `    if (when === 2 || (when === 0) === (slope === 1)) see(at);`,
  `    if (when === 2 || (when === 1) === (slope === 1)) see(at + 1);`,
  `  } else near(at);`,
  `};`,
  `const climb = (exact, slope, unit) => {`,
  `  const value = nearest(exact);`,
  `  if (!(Math.abs(slope) > 0)) return;`,
  `  if (value % unit === 0) see(asOf + 1);`,
  `  const step = slope > 0 ? (Math.floor(value / unit) + 1) * unit : (Math.ceil(value / unit) - 1) * unit;`,
  `  near(asOf + (step - value) / slope);`,
  `};`,
  `const stair = (dividend, divisor, slope, isUp) => {`,
  `  if (!(Number.isSafeInteger(dividend) && Number.isSafeInteger(divisor) && divisor > 0)) return false;`,
  `  const rest = ((dividend % divisor) + divisor) % divisor;`,
  `  if (slope === 1) see(asOf + (isUp ? (rest === 0 ? 1 : divisor - rest + 1) : divisor - rest));`,
  `  else see(asOf + (isUp ? (rest === 0 ? divisor : rest) : rest + 1));`,
  `  return true;`,
  `};`,
];

const dawnLines: Lines = [
  `const dawn = (point, zone) => {`,
  `  const day = calculate('start of day', [point, zone], '');`,
  `  see(asOf + calculate('start of day', [day + 129600000, zone], '') - point);`,
  `};`,
];
