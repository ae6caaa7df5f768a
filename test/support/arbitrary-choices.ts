import fc from 'fast-check';

/** A source of choices: the same choices give the same result, fewer and smaller ones a simpler one. */
export interface Choices {
  /** An integer from 0 up to but not including a limit; 0 once the choices are used up. */
  readonly below: (limit: number) => number;
  /** One of some; the first once the choices are used up. */
  readonly of: <Option>(options: readonly [Option, ...Option[]]) => Option;
  /** True where only what can be said to a solver is wanted. */
  readonly isSayable?: true;
  /** So many results of a function, from a least to a most. */
  readonly many: <Result>(least: number, most: number, make: (place: number) => Result) => Result[];
}

/** What a function makes of random choices; counterexamples shrink with the choices. */
export const fromChoices = <Result>(most: number, make: (choices: Choices) => Result): fc.Arbitrary<Result> =>
  fc.array(fc.nat({ max: 2 ** 20 }), { minLength: 10, maxLength: most, size: 'max' }).map((numbers) => {
    let next = 0;
    const below = (limit: number): number => (numbers[next++] ?? 0) % limit;
    return make({
      below,
      of: (options) => options[below(options.length)] ?? options[0],
      many: (least, most, each) => Array.from({ length: least + below(most - least + 1) }, (_, i) => each(i)),
    });
  });
