import { nothing, among, type Deps, type Possible } from './possible.js';

/** Whether a condition may hold, and may not, and on what that hangs; neither where every case is refused. */
export interface Truth {
  readonly mayHold: boolean;
  readonly mayFail: boolean;
  readonly deps: Deps;
}

/** How a condition may come out. */
export const truthOf = (possible: Possible): Truth => {
  if (possible.kind !== 'values') return open(possible.deps);
  const mayHold = possible.values.includes(true);
  const mayFail = possible.values.some((value) => value !== true);
  return { mayHold, mayFail, deps: mayHold && mayFail ? possible.deps : 0n };
};

/** That a condition holds, or not. */
export const holds: Truth = { mayHold: true, mayFail: false, deps: 0n };
export const fails: Truth = { mayHold: false, mayFail: true, deps: 0n };
/** That it may be either. */
export const open = (deps: Deps): Truth => ({ mayHold: true, mayFail: true, deps });

/** Whether it may be either. */
export const isOpen = ({ mayHold, mayFail }: Truth): boolean => mayHold && mayFail;

/** Whether it holds in every case. */
export const isSure = ({ mayHold, mayFail }: Truth): boolean => mayHold && !mayFail;

/** Whether all hold; the later are not looked at where one surely does not. */
export const allHold = (truths: Iterable<Truth>): Truth => {
  let [mayHold, mayFail, deps] = [true, false, 0n];
  for (const truth of truths) {
    if (!truth.mayHold) return fails;
    mayFail ||= truth.mayFail;
    mayHold &&= truth.mayHold;
    deps |= truth.deps;
  }
  return { mayHold, mayFail, deps: mayFail ? deps : 0n };
};

/** Whether one holds. */
export const anyHolds = (truths: Iterable<Truth>): Truth => {
  const negated = function* (): Iterable<Truth> {
    for (const truth of truths) yield not(truth);
  };
  return not(allHold(negated()));
};

/** Whether it does not hold. */
export const not = ({ mayHold, mayFail, deps }: Truth): Truth => ({
  mayHold: mayFail,
  mayFail: mayHold,
  deps,
});

/** A condition as a value. */
export const asValue = ({ mayHold, mayFail, deps }: Truth): Possible => {
  if (!mayHold && !mayFail) return nothing;
  return among([...(mayHold ? [true] : []), ...(mayFail ? [false] : [])], deps);
};
