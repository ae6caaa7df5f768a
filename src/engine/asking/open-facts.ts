import type { FactShape } from '../../edition/model/declarations.js';
import type { Computed } from '../../language/types/types.js';
import type { Deps } from './possible.js';

/** A fact that is not known: it may be given as anything that its shape allows, or be left out where it may be. */
export interface OpenFact {
  /** Its dotted name. */
  readonly name: string;
  readonly shape: FactShape;
  /** Whether a decision is refused without it. */
  readonly isRequired: boolean;
  readonly bit: Deps;
}

/** What is supposed of an open fact: its value as the engine holds it, that it is left out, or that it is there. */
export type Supposed =
  | { readonly kind: 'value'; readonly value: Computed }
  | { readonly kind: 'left-out' }
  | { readonly kind: 'there' };

/** The open facts of one question, each with its bit, in the order in which they were met. */
export interface OpenFacts {
  readonly of: (name: string, shape: FactShape, isRequired: boolean) => OpenFact;
  readonly all: () => readonly OpenFact[];
}

/** No facts yet. */
export const makeOpenFacts = (): OpenFacts => {
  const facts = new Map<string, OpenFact>();
  return {
    of: (name, shape, isRequired) => {
      const before = facts.get(name);
      if (before !== undefined) return before;
      const fact = { name, shape, isRequired, bit: 1n << BigInt(facts.size) };
      facts.set(name, fact);
      return fact;
    },
    all: () => [...facts.values()],
  };
};

/** The ways in which a fact may come to be known, where they are few; every case is in one of them. */
export const waysOf = ({ shape, isRequired }: OpenFact): readonly Supposed[] | undefined => {
  const { type } = shape;
  const leftOut: readonly Supposed[] = isRequired && type.nullable !== true ? [] : [{ kind: 'left-out' }];
  const values = type.kind === 'boolean' ? [true, false] : type.kind === 'text' ? type.values : undefined;
  if (values !== undefined)
    return values.length > mostWays
      ? undefined
      : [...values.map((value) => ({ kind: 'value', value }) as const), ...leftOut];
  return type.kind === 'record' && leftOut.length > 0 ? [{ kind: 'there' }, ...leftOut] : undefined;
};

const mostWays = 12;
