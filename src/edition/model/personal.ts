import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Definition } from './declarations.js';
import { innerName, overlapping } from '../names/dotted-names.js';

/**
 * Whether the value of an expression gives away something personal: a personal fact, or what is computed from one. What is only asked of a
 * fact (a comparison, a count, whether there is some) gives nothing away.
 * @param personal the dotted names of personal facts
 * @param definitions by term
 */
export const givesAway = (
  expression: TypedExpression,
  personal: readonly string[],
  definitions: ReadonlyMap<string, Definition>,
): boolean => {
  /** Names of what variables stand for: the items of a list, or a value; `undefined` for what is computed. */
  type Variables = ReadonlyMap<string, string | undefined>;

  /** The dotted name of the fact that an expression is, or takes its items from. */
  const nameOf = (part: TypedExpression, variables: Variables): string | undefined => {
    if (part.kind === 'read') return [part.root, ...part.fields].join('.');
    if (part.kind === 'filter') return nameOf(part.in, variables);
    if (part.kind === 'variable') return inside(variables.get(part.name), ...part.fields);
    if (part.kind === 'index') return inside(nameOf(part.in, variables), '[]');
    if (part.kind === 'field') return inside(nameOf(part.of, variables), part.field);
    return undefined;
  };

  const isPersonal = (name: string): boolean => personal.some((secret) => overlapping(secret, name));

  const gives = (part: TypedExpression, variables: Variables): boolean => {
    const given = (inner: TypedExpression): boolean => gives(inner, variables);
    switch (part.kind) {
      case 'literal':
      case 'compare':
      case 'and':
      case 'or':
      case 'some':
      case 'every':
        return false;
      case 'read': {
        const definition = definitions.get(part.root);
        if (definition !== undefined) return gives(definition.is, new Map());
        return isPersonal([part.root, ...part.fields].join('.'));
      }
      case 'variable': {
        const name = nameOf(part, variables);
        // What runs through a computed list was judged where the list was computed.
        return name !== undefined && isPersonal(name);
      }
      case 'field':
      case 'index': {
        const name = nameOf(part, variables);
        return name === undefined ? given(part.kind === 'field' ? part.of : part.in) : isPersonal(name);
      }
      case 'negate':
        return gives(part.of, variables);
      case 'arithmetic':
        return given(part.left) || given(part.right);
      case 'if':
        return given(part.then) || given(part.else);
      case 'for': {
        const list = nameOf(part.in, variables);
        const inner = new Map([...variables, [part.variable, inside(list, '[]')] as const]);
        return gives(part.return, inner) || (list === undefined && given(part.in));
      }
      case 'filter':
        return given(part.in);
      case 'call':
        return !telling.has(part.function) && part.arguments.some(given);
      case 'list':
        return part.items.some(given);
      case 'record':
        return part.fields.some(([, field]) => given(field));
      case 'let': {
        const names = part.values.map((value) => nameOf(value, variables));
        const inner = new Map([
          ...variables,
          ...part.variables.map((name, at) => [name, names[at]] as const),
        ]);
        return (
          gives(part.in, inner) || part.values.some((value, at) => names[at] === undefined && given(value))
        );
      }
      case 'table':
        return (
          part.rows.some(({ then }) => given(then)) || (part.otherwise !== null && given(part.otherwise))
        );
    }
  };
  return gives(expression, new Map());
};

/** The dotted name of fields inside what has a name. */
const inside = (name: string | undefined, ...fields: readonly string[]): string | undefined =>
  name === undefined ? undefined : fields.reduce(innerName, name);

/** Functions whose value says nothing of what the values are. */
const telling: ReadonlySet<string> = new Set(['not', 'count', 'list contains']);
