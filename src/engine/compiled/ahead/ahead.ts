/**
 * Finds the next instant after asOf at which a decision may become otherwise; `Infinity` where there is none. Facts are decided at asOf.
 * @param standing ids of the rules that give its outcome; empty where it is unresolved
 */
export type Ahead = (
  facts: Readonly<Record<string, unknown>>,
  asOf: number,
  notInForce: readonly string[],
  standing: readonly string[],
) => number;

/** Where something cannot be computed on the way, the next moment is a boundary. */
export const orNextMoment =
  (ahead: Ahead): Ahead =>
  (facts, asOf, notInForce, standing) => {
    try {
      return ahead(facts, asOf, notInForce, standing);
    } catch {
      return asOf + 1;
    }
  };

/** The plans of what looks ahead: it has none. */
export const noPlans = (): never => {
  throw new TypeError('What lies ahead has no plan');
};
