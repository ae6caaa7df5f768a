import { describeType } from '../../language/types/describe-type.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { isNullable, isNumeric } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import { typeExpression, type Typing } from '../build/typing.js';
import { afterName } from '../names/invariant-names.js';
import { readName } from '../names/names.js';
import { valuePlace, type Path } from '../read/place.js';
import type { Source } from '../read/source.js';
import type { WrittenInvariant } from '../read/written.js';
import { afterwards } from './afterwards.js';
import { readFact, type OwnStep } from './build-step.js';
import type { InvariantScopes } from './invariant-scope.js';

/** That a value goes one way alone, as what holds of two cases of which one fact is greater in the second. */
export const buildMonotone = (
  written: NonNullable<WrittenInvariant['monotone']>,
  path: Path,
  source: Source,
  scopes: InvariantScopes,
  typing: Typing,
):
  { readonly when: TypedExpression; readonly holds: TypedExpression; readonly step: OwnStep } | undefined => {
  const at = (key: 'in' | 'of') => ({ source, path: [...path, key] });
  const ofTime = written.in === 'asOf';
  const fact = ofTime ? undefined : readFact(written.in, { ...at('in'), atKey: false }, scopes, typing);
  const value = typeExpression({ ...at('of'), text: written.of }, { ...typing, scope: scopes.before });
  const read = readName(written.in, scopes.before);
  if (value === undefined || !read.ok || (!ofTime && fact === undefined)) return undefined;
  const given = read.expression;
  const isOrdered = (one: TypedExpression, key: 'in' | 'of'): boolean => {
    if (hasOrder(one.type)) return true;
    typing.findings.report('expression-type', valuePlace(source, at(key).path), {
      message: `What \`monotone\` compares must be a number, an instant, a date, a time or a duration that is there, and this is ${describeType(one.type)}.`,
      hint: 'Of money, name its `minor`; of what may be absent, say what it counts for then.',
    });
    return false;
  };
  if (![isOrdered(given, 'in'), isOrdered(value, 'of')].every(Boolean)) return undefined;
  const step: OwnStep = {
    later: ofTime,
    becomes: [],
    other: fact === undefined ? [] : [{ root: fact.root, fields: fact.fields }],
  };
  const after = given.kind === 'read' ? { ...given, root: afterName(given.root) } : given;
  return {
    when: compared('>=', after, given),
    holds: compared(written.goes === 'up' ? '>=' : '<=', afterwards(value), value),
    step,
  };
};

const hasOrder = (type: Type): boolean =>
  !isNullable(type) && (isNumeric(type) || ['instant', 'date', 'time', 'duration'].includes(type.kind));

const compared = (operator: '<=' | '>=', left: TypedExpression, right: TypedExpression): TypedExpression => ({
  kind: 'compare',
  operator,
  left,
  right,
  type: { kind: 'boolean' },
  span: left.span,
});
