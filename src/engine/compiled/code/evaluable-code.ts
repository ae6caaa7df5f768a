import type { FactShape } from '../../../edition/model/declarations.js';
import { type TypedExpression, isNullLiteral } from '../../../language/syntax/expression.js';
import { readsOf } from '../../../language/syntax/walk.js';
import { added, type Cell, type Cells, type Needs } from './cells.js';
import { fieldOf } from './source-text.js';

/** What facts are read by where it is asked whether they are there. */
interface Reading {
  readonly cells: Cells;
  readonly given: (path: readonly string[]) => Cell;
  readonly shapeAt: (path: readonly string[]) => FactShape | undefined;
  /** Source of whether a name has a value for defaults and constraints. */
  readonly isPresentAsked: (root: string, fields: readonly string[], needs: Needs) => string;
}

/** Makes the source of whether every name that an expression reads has a value; `null` where always. */
export const makeEvaluableCode = ({
  cells,
  given,
  shapeAt,
  isPresentAsked,
}: Reading): ((expression: TypedExpression, needs: Needs) => string | null) => {
  const evaluable = (expression: TypedExpression, needs: Needs): string | null => {
    const guards = readsOf(expression)
      .filter(({ root }) => root !== 'asOf')
      .flatMap(({ root, fields, onlyAsked }) => [
        readableCode(root, fields, needs),
        onlyAsked ? null : completableCode([root, ...fields], needs),
      ])
      .filter((code) => code !== null);
    return guards.length === 0 ? null : [...new Set(guards)].join(' && ');
  };

  /** Source of whether the first step of a path that is absent is one that may be; `null` where that is always so. */
  const readableCode = (root: string, fields: readonly string[], needs: Needs): string | null => {
    let code: string | null = null;
    let impliesAbove = false;
    for (let depth = fields.length; depth >= 0; depth -= 1) {
      const above = fields.slice(0, depth);
      const mayBeAbsent = shapeAt([root, ...above])?.type.nullable === true;
      if (mayBeAbsent ? code === null : impliesAbove) continue;
      const present = isPresentAsked(root, above, needs);
      if (mayBeAbsent) code = `(!${present} || ${code ?? 'true'})`;
      else code = code === null ? present : `${present} && ${code}`;
      impliesAbove = !mayBeAbsent;
    }
    return code;
  };

  /** Source of whether the default of everything that was left out in what was given at a path can be computed; `null` where always. */
  const completableCode = (path: readonly string[], needs: Needs): string | null => {
    const raw = given(path);
    const whole = wholeCode(raw.name, shapeAt(path), needs);
    return whole === null ? null : `(${added(raw, needs)} == null || ${whole})`;
  };

  const wholeCode = (raw: string, shape: FactShape | undefined, needs: Needs): string | null => {
    const parts = [...(shape?.fields ?? [])].flatMap(([name, field]) => {
      const inner = name === '[]' ? cells.variable() : fieldOf(raw, name);
      const absent =
        field.default === null || isNullLiteral(field.default) ? null : evaluable(field.default, needs);
      const present = wholeCode(inner, field, needs);
      if (absent === null && present === null) return [];
      const code = `(${inner} == null ? ${absent ?? 'true'} : ${present ?? 'true'})`;
      return name === '[]' ? [`${raw}.every((${inner}) => ${code})`] : [code];
    });
    return parts.length === 0 ? null : parts.join(' && ');
  };
  return evaluable;
};
