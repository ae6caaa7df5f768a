import { firstInstantMs } from '../../language/instants.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { withParts } from '../../language/syntax/rebuild.js';
import { datedName, figureOf } from '../../language/types/type-special-calls.js';
import { fieldType, isNullable, withNull } from '../../language/types/type-relations.js';
import type { Type, Value } from '../../language/types/types.js';
import type { Definition, Parameter } from '../model/declarations.js';
import { invalidClausesName } from '../model/invalid-clauses.js';
import type { Findings } from '../read/diagnostic.js';
import type { Place } from '../read/place.js';

/** More parts a constraint may not have once its definitions are written out. */
const mostParts = 5_000;

/**
 * Writes out what a constraint reads of definitions and figures, since constraints are tried before anything is computed: a definition is its
 * expression, a figure its dated values at asOf. A clause that is held invalid changes no constraint.
 * @param read takes the names of what is written out
 */
export const settle =
  (
    definitions: ReadonlyMap<string, Definition>,
    parameters: ReadonlyMap<string, Parameter>,
    read: Set<string>,
    findings: Findings,
  ) =>
  (holds: TypedExpression, place: Place): TypedExpression | undefined => {
    let parts = 0;
    let wrong: string | undefined;
    const settled = (part: TypedExpression): TypedExpression => {
      parts += 1;
      if (wrong !== undefined) return part;
      if (parts > mostParts) {
        wrong = `A constraint has at most ${mostParts} parts once its definitions are written out.`;
        return part;
      }
      if (part.kind !== 'read') return withParts(part, settled);
      const { root, fields, span } = part;
      const definition = definitions.get(root);
      if (definition !== undefined) {
        read.add(root);
        if (definition.is.kind === 'table') {
          wrong = `\`${root}\` is a table, and a constraint is tried before tables are read.`;
          return part;
        }
        return below(settled(definition.is), fields, span);
      }
      if (root === invalidClausesName) return { kind: 'list', items: [], type: part.type, span };
      if (root === 'edition') wrong = 'A constraint does not read the edition itself.';
      const figure = figureOf(root);
      const parameter = parameters.get(root) ?? parameters.get(figure);
      if (parameter === undefined) return part;
      read.add(parameter.name);
      return root === datedName(figure)
        ? literal(datedFigures(parameter, false), part.type, span)
        : below(figureNow(parameter, root !== parameter.name, span), fields, span);
    };
    const found = settled(holds);
    if (wrong === undefined) return found;
    findings.report('expression-type', place, { message: wrong, hint: 'Compare facts and figures here.' });
    return undefined;
  };

const datedFigures = ({ values }: Parameter, sinceAlone: boolean): Value =>
  values.map(({ from, value }) => ({ from, value: sinceAlone ? from : value }));

/** The value of a figure at asOf, the first one before its date; or the instant since which it holds. */
const figureNow = (
  parameter: Parameter,
  sinceAlone: boolean,
  span: TypedExpression['span'],
): TypedExpression => {
  const type: Type = sinceAlone ? { kind: 'instant' } : parameter.type;
  const dated = datedFigures(parameter, sinceAlone);
  const [first] = parameter.values;
  const all = [
    ...(first === undefined ? [] : [{ from: firstInstantMs, value: sinceAlone ? first.from : first.value }]),
    ...(Array.isArray(dated) ? (dated as readonly Value[]) : []),
  ];
  const list: Type = {
    kind: 'list',
    of: { kind: 'record', fields: { from: { kind: 'instant' }, value: type } },
  };
  const asOf: TypedExpression = { kind: 'read', root: 'asOf', fields: [], type: { kind: 'instant' }, span };
  return { kind: 'call', function: 'figure at', arguments: [literal(all, list, span), asOf], type, span };
};

const literal = (value: Value, type: Type, span: TypedExpression['span']): TypedExpression => ({
  kind: 'literal',
  value,
  type,
  span,
});

/** Fields below what a name stands for. */
const below = (
  of: TypedExpression,
  fields: readonly string[],
  span: TypedExpression['span'],
): TypedExpression =>
  fields.reduce<TypedExpression>((inner, field) => {
    const own = fieldType(inner.type, field) ?? { kind: 'null', nullable: true };
    return { kind: 'field', of: inner, field, type: isNullable(inner.type) ? withNull(own) : own, span };
  }, of);
