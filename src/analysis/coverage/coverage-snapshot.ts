import { counted } from '../../language/numbers/counted.js';
import { isRecord } from '../../language/values.js';
import type { ConditionCoverage } from './condition-coverage.js';
import type { Coverage } from './coverage.js';

/** What the scenarios proved when the snapshot was taken; kept beside them, so that a drop is seen. */
export interface CoverageSnapshot {
  /** By clause: covered, uncovered, pending, or nothing to decide. */
  readonly clauses: Readonly<Record<string, string>>;
  /** By `decision/rule`: in how many scenarios it decided, and in how many it did not. */
  readonly rules: Readonly<Record<string, { readonly decides: number; readonly decidesNot: number }>>;
  /** Conditions on which the decision is shown to depend, or the reasons alone. */
  readonly conditions: { readonly decision: number; readonly reasons: number };
  readonly readings: readonly string[];
}

/** The snapshot of a run. */
export const snapshotOf = (coverage: Coverage, conditions: ConditionCoverage): CoverageSnapshot => {
  const count = (matters: string): number =>
    conditions.comparisons.filter((one) => one.matters === matters).length;
  return {
    clauses: Object.fromEntries(coverage.clauses.map(({ clause, state }) => [clause, state])),
    rules: Object.fromEntries(
      coverage.rules.map(({ decision, rule, decides, decidesNot }) => [
        `${decision}/${rule}`,
        { decides: decides.length, decidesNot: decidesNot.length },
      ]),
    ),
    conditions: { decision: count('decision'), reasons: count('reasons') },
    readings: conditions.readingsNamed,
  };
};

/** What was proved then and is not now, each in a line; a rule or clause that is gone is no drop. */
export const dropsSince = (then: CoverageSnapshot, now: CoverageSnapshot): readonly string[] => [
  ...Object.entries(then.clauses)
    .filter(([clause, state]) => state === 'covered' && (now.clauses[clause] ?? state) !== 'covered')
    .map(([clause]) => `Clause ${clause} was covered, and is ${now.clauses[clause] ?? ''}.`),
  ...Object.entries(then.rules).flatMap(([rule, before]) => {
    const after = now.rules[rule];
    if (after === undefined) return [];
    return (['decides', 'decidesNot'] as const)
      .filter((side) => after[side] < before[side])
      .map((side) => {
        const how = side === 'decides' ? 'decided' : 'did not decide';
        return `${rule} ${how} in ${counted(before[side], 'scenario')}, and does in ${after[side]}.`;
      });
  }),
  ...(sum(now) < sum(then) ? [`${sum(then)} conditions were shown to matter, and ${sum(now)} are.`] : []),
  ...then.readings
    .filter((reading) => !now.readings.includes(reading))
    .map((reading) => `Reading ${reading} was named by a decision, and is not.`),
];

const sum = ({ conditions }: CoverageSnapshot): number => conditions.decision + conditions.reasons;

/** Whether a JSON value is a snapshot. */
export const isSnapshot = (value: unknown): value is CoverageSnapshot => {
  if (!isRecord(value)) return false;
  const { clauses, rules, conditions, readings } = value;
  return (
    isRecord(clauses) &&
    Object.values(clauses).every((state) => typeof state === 'string') &&
    isRecord(rules) &&
    Object.values(rules).every(
      (rule) =>
        isRecord(rule) && typeof rule['decides'] === 'number' && typeof rule['decidesNot'] === 'number',
    ) &&
    isRecord(conditions) &&
    typeof conditions['decision'] === 'number' &&
    typeof conditions['reasons'] === 'number' &&
    Array.isArray(readings) &&
    readings.every((reading) => typeof reading === 'string')
  );
};
