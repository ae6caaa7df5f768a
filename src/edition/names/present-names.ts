import { fieldType, withoutNull } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import type { Condition } from '../model/rule-set.js';

/** A name that is there wherever a condition holds: a name of the scope, and fields of it. */
export interface PresentName {
  readonly root: string;
  readonly fields: readonly string[];
}

/**
 * The names that are there wherever a condition holds. A comparison is false where a side is absent, so that what it compares is there;
 * `present` says it outright.
 */
export const presentNames = (condition: Condition): readonly PresentName[] => {
  switch (condition.kind) {
    case 'always':
    case 'not':
      return [];
    case 'all':
      return condition.of.flatMap(presentNames);
    case 'any': {
      const [first, ...others] = condition.of.map(presentNames);
      return (first ?? []).filter((name) =>
        others.every((names) => names.some((other) => same(name, other))),
      );
    }
    case 'comparison': {
      const { left, operator, right } = condition;
      if (operator === 'present' && right.kind === 'value' && right.value !== true) return [];
      return [left, ...(right.kind === 'fact' ? [right.expression] : [])].flatMap((read) =>
        read.kind === 'read' ? [{ root: read.root, fields: read.fields }] : [],
      );
    }
  }
};

/** Types of names where some of them, or fields of them, are known to be there. */
export const withPresent = (
  types: ReadonlyMap<string, Type>,
  names: readonly PresentName[],
): ReadonlyMap<string, Type> => {
  const narrowed = new Map(types);
  for (const { root, fields } of names) {
    const type = narrowed.get(root);
    if (type !== undefined) narrowed.set(root, present(type, fields));
  }
  return narrowed;
};

const present = (type: Type, [field, ...rest]: readonly string[]): Type => {
  const here = withoutNull(type);
  if (field === undefined || here.kind !== 'record') return here;
  const inner = fieldType(here, field);
  return inner === undefined ? here : { ...here, fields: { ...here.fields, [field]: present(inner, rest) } };
};

const same = (left: PresentName, right: PresentName): boolean =>
  [left.root, ...left.fields].join('.') === [right.root, ...right.fields].join('.');
