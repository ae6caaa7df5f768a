import { number, type ValuesOf } from '../../shell/options.js';

/** How much a solver looks at, and for how long. */
export const provingOptions = {
  items: number({
    min: 0,
    max: 8,
    otherwise: 2,
    value: 'N',
    means: 'the most items that a list of facts has',
  }),
  steps: number({
    min: 1,
    max: 4_000,
    otherwise: 200,
    value: 'MILLIONS',
    means: 'how many steps the solver may take for one property; as many on any machine',
  }),
  deadline: number({
    min: 1,
    max: 86_400,
    otherwise: 600,
    value: 'SECONDS',
    means: 'how long that may last before the solver is ended',
  }),
};

/** The same as a solver is told it. */
export const boundsOf = ({
  items,
  steps,
  deadline,
}: ValuesOf<typeof provingOptions>): {
  readonly mostItems: number;
  readonly mostSteps: number;
  readonly deadlineMs: number;
} => ({ mostItems: items, mostSteps: steps * 1_000_000, deadlineMs: deadline * 1000 });
