import type { Edition } from '../edition/model/edition.js';
import type { Condition } from '../edition/model/rule-set.js';
import { operatorInWords } from '../language/operators.js';
import { shortInstant } from '../language/short-words.js';
import { tellValue, shownValue } from '../language/tell-value.js';
import type { Value } from '../language/types/types.js';
import type { Trace, RowTrace, RuleTrace, ConditionTrace } from './evaluation.js';
import { tellDecision, ruleSetOf, cited } from './tell.js';

/** How a trace is told: as the book does, money in major units and instants by the clocks of the edition's zone. */
interface Telling {
  readonly known: Pick<Trace, 'definitions' | 'facts'>;
  readonly names: Readonly<Record<string, string>>;
  readonly zone: string;
}
/**
 * The whole trace in words, for whoever wants to follow each step: every rule, every condition with the values read.
 * @param names what is compared, by dotted name, as sentences name it; by the dotted name where it is not there
 */
export const tellTrace = (
  edition: Edition,
  trace: Trace,
  asOf: number,
  names: Readonly<Record<string, string>> = {},
): string => {
  const { zone } = edition;
  const telling: Telling = { known: trace, names, zone };
  const told = [tellDecision(edition, trace.decision, asOf, trace.invalid), 'How each rule came out:', ''];
  const { rules } = ruleSetOf(edition, trace.decision.decision);
  const whens = new Map(rules.map(({ id, when }) => [id, when]));
  for (const rule of trace.rules) {
    told.push(`${rule.rule} (${rule.clauses.map((id) => `clause ${id}`).join(', ')}): ${fateOf(rule)}`);
    told.push(...tellCondition(rule.when, whens.get(rule.rule), { depth: 1, telling }), '');
  }
  if (trace.definitions.length > 0) {
    told.push('What was computed:');
    told.push(
      ...trace.definitions.flatMap(({ term, value, expression, rows }) => [
        `  ${term} = ${tellValue(shownValue(trace, term, value), 'none', zone)}   [${expression.replace(/\s+/g, ' ')}]`,
        ...(rows ?? []).map(tellRow),
      ]),
      '',
    );
  }
  if (trace.parameters.length > 0) {
    told.push('Figures in force:');
    told.push(
      ...trace.parameters.map(
        ({ name, from, value }) =>
          `  ${name} since ${shortInstant(from, zone)} = ${tellValue(value, 'none', zone)}`,
      ),
      '',
    );
  }
  if (trace.figuresAtOtherTimes !== undefined) {
    told.push('Figures that are read as they were at another time:');
    told.push(
      ...trace.figuresAtOtherTimes.flatMap(({ name, values }) =>
        values.map(
          ({ from, value }) =>
            `  ${name} since ${shortInstant(from, zone)} = ${tellValue(value, 'none', zone)}`,
        ),
      ),
      '',
    );
  }
  return told.join('\n');
};

/** A row of a table that applied, with its cells as they are written. */
const tellRow = ({ row, clauses, cells }: RowTrace): string => {
  const told = Object.entries(cells).map(([column, cell]) => `${column}: ${cell.replace(/\s+/g, ' ')}`);
  return `    row ${row} applies (${cited(clauses)}): ${told.join('; ')}`;
};

const fateOf = (rule: RuleTrace): string => {
  if (rule.severed === true) return 'drops out, since all its clauses are held invalid';
  // Its conditions hold, and yet it is not asked: it speaks where invalid clauses leave nothing else (`isLastResort`).
  if (!rule.fired && rule.when.result)
    return 'does not apply, since it speaks only where clauses that are held invalid leave no other rule';
  if (!rule.fired) return 'does not apply, since not all its conditions hold';
  if (rule.standing) return `applies, and decides: ${rule.outcome}`;
  return `applies, but gives way to ${rule.overriddenBy.join(', ')}`;
};

/** @param written the same condition as the edition has it */
const tellCondition = (
  condition: ConditionTrace,
  written: Condition | undefined,
  { depth, telling }: { readonly depth: number; readonly telling: Telling },
): string[] => {
  const below = { depth: depth + 1, telling };
  const indent = '  '.repeat(depth);
  const mark = condition.result ? 'yes' : 'no ';
  switch (condition.kind) {
    case 'always':
      return [`${indent}${mark}  always`];
    case 'all':
    case 'any':
      return [
        `${indent}${mark}  ${condition.kind === 'all' ? 'all of' : 'at least one of'}`,
        ...condition.of.flatMap((part, nth) => tellCondition(part, partOf(written, nth), below)),
      ];
    case 'not':
      return [`${indent}${mark}  not`, ...tellCondition(condition.of, partOf(written, 0), below)];
    case 'comparison': {
      const { fact, operator, read, compared, comparedName } = condition;
      const words =
        written?.kind === 'comparison' ? operatorInWords(written.operator, written.left.type) : operator;
      const { known, zone } = telling;
      const shown = (name: string, value: Value): string =>
        tellValue(shownValue(known, name, value), 'none', zone);
      const other =
        comparedName === undefined
          ? shown(fact, compared)
          : `${nameOf(comparedName, compared, telling)} (${shown(comparedName, compared)})`;
      return [`${indent}${mark}  ${nameOf(fact, read, telling)} (${shown(fact, read)}) ${words} ${other}`];
    }
  }
};

/** What is compared, as sentences name it; else by its dotted name, of money without what an amount is counted in. */
const nameOf = (name: string, value: Value, { known, names }: Telling): string =>
  names[name] ?? (shownValue(known, name, value) === value ? name : name.slice(0, -'.minor'.length));

/** A part of a condition that is made of several, or of one. */
const partOf = (condition: Condition | undefined, nth: number): Condition | undefined => {
  if (condition === undefined || !('of' in condition)) return undefined;
  return 'kind' in condition.of ? condition.of : condition.of[nth];
};
