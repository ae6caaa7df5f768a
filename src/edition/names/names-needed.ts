import { type TypedExpression, isNullLiteral } from '../../language/syntax/expression.js';
import { partsOf } from '../../language/syntax/walk.js';
import { fieldType } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import type { Definition, Parameter } from '../model/declarations.js';
import { readsWithDefaults } from '../build/nullability.js';
import type { Use } from './uses.js';
import type { Vocabulary } from '../build/vocabulary.js';

/** What there is to be used. */
export interface Usable {
  readonly vocabulary: Vocabulary;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/**
 * Dotted names of the facts and parameters, and the terms of the definitions, that a use needs, directly or not. A record that is read
 * whole is there with all its fields; one of which it is only asked whether it is there, without them.
 */
export const namesNeeded = ({ expression, presence }: Use, usable: Usable): ReadonlySet<string> => {
  const direct = new Set<string>();
  const terms = new Set<string>();
  const visit = (part: TypedExpression, onlyPresence: boolean): void => {
    if (part.kind === 'read') {
      const definition = usable.definitions.get(part.root);
      const name = [part.root, ...part.fields].join('.');
      if (definition === undefined) {
        for (const inner of onlyPresence ? [name] : withFields(name, part.type)) direct.add(inner);
      } else if (!terms.has(part.root)) {
        terms.add(part.root);
        visit(definition.is, false);
      }
    } else {
      const asked = part.kind === 'compare' && (isNullLiteral(part.left) || isNullLiteral(part.right));
      for (const inner of partsOf(part)) visit(inner, asked);
    }
  };
  visit(expression, presence);
  return new Set([...readsWithDefaults(usable.vocabulary, direct), ...terms]);
};

/** A dotted name, and those of all that is below it. */
const withFields = (name: string, type: Type): readonly string[] => [
  name,
  ...(type.kind === 'record' && type.name !== 'money' ? Object.keys(type.fields) : []).flatMap((field) => {
    const inner = fieldType(type, field);
    return inner === undefined ? [] : withFields(`${name}.${field}`, inner);
  }),
];
