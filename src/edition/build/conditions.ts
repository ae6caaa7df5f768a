import type { Scope, TypedExpression } from '../../language/syntax/expression.js';
import { isOperatorName, operators, type OperatorName } from '../../language/operators.js';
import { fieldType } from '../../language/types/type-relations.js';
import type { Type, Value } from '../../language/types/types.js';
import type { Findings } from '../read/diagnostic.js';
import type { DiagnosticCode } from '../read/diagnostic-codes.js';
import type { ComparisonCondition, Condition } from '../model/rule-set.js';
import { readName } from '../names/names.js';
import { positionOf, valuePlace, type Path } from '../read/place.js';
import { misfitRemark, readScalar } from '../read/read-value.js';
import type { Source } from '../read/source.js';
import { isRecord } from '../../language/values.js';
import { readsBroken } from './typing.js';
import type { WrittenComparison, WrittenCondition } from '../read/written-rule-set.js';

/** Where a condition stands and what its names mean. */
export interface ConditionContext {
  readonly source: Source;
  readonly scope: Scope;
  readonly findings: Findings;
  readonly broken: ReadonlySet<string>;
}

/** Builds a condition; `undefined` where a part of it is wrong, which is reported. */
export const buildCondition = (
  written: 'always' | WrittenCondition,
  path: Path,
  context: ConditionContext,
): Condition | undefined => {
  if (written === 'always') return { kind: 'always' };
  const position = positionOf(valuePlace(context.source, path));
  if ('all' in written) return group('all', written.all, path, context);
  if ('any' in written) return group('any', written.any, path, context);
  if ('not' in written) {
    const of = buildCondition(written.not, [...path, 'not'], context);
    return of === undefined ? undefined : { kind: 'not', of, position };
  }
  return buildComparison(written, path, context);
};

const group = (
  kind: 'all' | 'any',
  members: readonly WrittenCondition[],
  path: Path,
  context: ConditionContext,
): Condition | undefined => {
  // Every member is built before any is missed, so that all their mistakes are told.
  const built = members.map((member, index) => buildCondition(member, [...path, kind, index], context));
  const of = built.filter((member) => member !== undefined);
  const position = positionOf(valuePlace(context.source, path));
  return of.length === members.length ? { kind, of, position } : undefined;
};

const buildComparison = (
  written: WrittenComparison,
  path: Path,
  context: ConditionContext,
): ComparisonCondition | undefined => {
  const { source, findings } = context;
  const { fact: name, operator, value } = written;
  if (!isOperatorName(operator)) return undefined; // The schema has the same operators, and has said so.
  const left = readReported(name, [...path, 'fact'], context);
  const other = isRecord(value) && typeof value['fact'] === 'string' ? value['fact'] : undefined;
  const named = other === undefined ? undefined : readReported(other, [...path, 'value', 'fact'], context);
  if (left === undefined || (other !== undefined && named === undefined)) return undefined;
  const position = positionOf(valuePlace(source, path));
  if (other !== undefined && named !== undefined) {
    const why = operators[operator].accepts(left.type, named.type);
    if (why === null) {
      return {
        kind: 'comparison',
        left,
        name,
        operator,
        right: { kind: 'fact', name: other, expression: named },
        position,
      };
    }
    reportComparison(operator, left.type, why, path, written, context);
    return undefined;
  }
  const wanted = operators[operator].literal(left.type);
  const why = operators[operator].accepts(left.type, wanted);
  if (why !== null) {
    reportComparison(operator, left.type, why, path, written, context);
    return undefined;
  }
  const literal = readLiteral(value, wanted, (index) => {
    const at = index === undefined ? [...path, 'value'] : [...path, 'value', index];
    const wrong: unknown = index === undefined || !Array.isArray(value) ? value : value[index];
    const scalar =
      wanted.kind === 'list' && (index !== undefined || !Array.isArray(value)) ? wanted.of : wanted;
    findings.report(
      'value-type',
      valuePlace(source, at),
      wanted.kind === 'list' && index === undefined
        ? { message: `\`${operator}\` looks in a list.`, hint: 'Write the values as a list: [a, b].' }
        : misfitRemark(wrong, scalar),
    );
  });
  return literal === undefined
    ? undefined
    : { kind: 'comparison', left, name, operator, right: { kind: 'value', value: literal }, position };
};

const readReported = (
  name: string,
  path: Path,
  { source, scope, findings, broken }: ConditionContext,
): TypedExpression | undefined => {
  if (readsBroken(name, broken)) return undefined;
  const read = readName(name, scope);
  if (read.ok) return read.expression;
  findings.report('unknown-fact', valuePlace(source, path), read.remark);
  return undefined;
};

const readLiteral = (written: unknown, type: Type, misfit: (index?: number) => void): Value | undefined => {
  if (type.kind !== 'list') {
    const value = readScalar(written, type);
    if (value === undefined) misfit();
    return value;
  }
  if (!Array.isArray(written)) {
    misfit();
    return undefined;
  }
  const items = written.map((item: unknown, index) => {
    const value = readScalar(item, type.of);
    if (value === undefined) misfit(index);
    return value;
  });
  const values = items.filter((item) => item !== undefined);
  return values.length === items.length ? values : undefined;
};

const reportComparison = (
  operator: OperatorName,
  left: Type,
  why: string,
  path: Path,
  written: WrittenComparison,
  { source, findings }: ConditionContext,
): void => {
  const isMoney = left.kind === 'record' && fieldType(left, 'minor') !== undefined;
  const code: DiagnosticCode =
    left.kind === 'record'
      ? 'compared-record'
      : operators[operator].isOrder === true
        ? 'compared-order'
        : 'value-type';
  const at = code === 'compared-record' ? 'fact' : code === 'compared-order' ? 'operator' : 'value';
  findings.report(code, valuePlace(source, [...path, at]), {
    message: `\`${written.fact}\` cannot be compared with \`${operator}\`: ${why}.`,
    hint: isMoney
      ? `Compare \`${written.fact}.minor\`, an integer.`
      : left.kind === 'record'
        ? `Compare one of its fields, such as \`${written.fact}.${Object.keys(left.fields)[0] ?? ''}\`, or ask with \`present\`.`
        : left.kind === 'list'
          ? 'Ask a list with `contains` or `doesNotContain`, or define a boolean in definitions.yaml.'
          : operators[operator].isOrder === true
            ? 'Only numbers, instants and durations have an order: use `equal` or `in`.'
            : 'Compare with a value of its own type.',
  });
};
