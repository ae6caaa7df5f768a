import type { Choices } from './arbitrary-choices.js';
import { expressionOf, type Kind, type Name } from './arbitrary-expressions.js';

/** A random function of one's own. */
export interface ArbitraryFunction {
  /** As functions.yaml has it. */
  readonly written: object;
  readonly name: string;
  readonly parameters: readonly Name[];
  readonly kind: Kind;
}

const types = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  text: { type: 'text' },
  instant: { type: 'instant' },
  money: { type: 'money' },
  integers: { type: 'list', of: { type: 'integer' } },
} as const;
const parameterKinds = ['integer', 'number', 'boolean', 'text', 'instant', 'money', 'integers'] as const;
const resultKinds = ['integer', 'number', 'boolean', 'text', 'instant', 'money'] as const;

/** Random functions, of which the later call the earlier; the last parameter may be absent now and then. */
export const functionsOf = (choices: Choices, figures: readonly Name[]): readonly ArbitraryFunction[] => {
  const made: ArbitraryFunction[] = [];
  for (const place of choices.many(0, 2, (at) => at)) {
    const kinds = choices.many(1, 2, () => choices.of(parameterKinds));
    const parameters = kinds.map((kind, at): Name => ({
      name: ['given', 'further'][at] ?? 'given',
      kind,
      nullable: at === kinds.length - 1 && choices.below(4) === 0,
    }));
    const kind = choices.of(resultKinds);
    const seen = [...parameters, ...figures];
    const name = `own${place}`;
    made.push({
      name,
      parameters,
      kind,
      written: {
        function: name,
        parameters: Object.fromEntries(
          parameters.map((parameter, at) => [
            parameter.name,
            { ...types[kinds[at] ?? 'integer'], ...(parameter.nullable ? { default: 'null' } : {}) },
          ]),
        ),
        result: types[kind],
        is: expressionOf(choices, kind, [...seen, ...callsOf(choices, made, seen)], 2),
      },
    });
  }
  return made;
};

/** A call of each function with random arguments, as a name that expressions may read. */
export const callsOf = (
  choices: Choices,
  functions: readonly ArbitraryFunction[],
  names: readonly Name[],
): readonly Name[] =>
  functions.map(({ name, parameters, kind }) => ({
    name: `${name}(${parameters.map((parameter) => argumentOf(choices, parameter, names)).join(', ')})`,
    kind,
    nullable: false,
  }));

const argumentOf = (choices: Choices, { kind, nullable }: Name, names: readonly Name[]): string => {
  const absent = nullable ? names.find((name) => name.nullable && name.kind === kind) : undefined;
  if (absent !== undefined && choices.below(2) === 0) return absent.name;
  return nullable && choices.below(3) === 0 ? 'null' : expressionOf(choices, kind, names, 1);
};
