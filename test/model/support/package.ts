import { formatInstant } from '../../../src/language/instants.js';
import { periodMs, type Purchase } from './life.js';

/** The Credits of a Package Period that has started. What is left is what the decisions said, and is not computed here. */
export interface Credits {
  /** With those that rolled over from the period before. */
  granted: number;
  consumed: number;
  expired: number;
  rolledOver: number;
  left: number;
  /** Whether its end has been dealt with. */
  closed: boolean;
}

/** A package as its owner's books have it. */
export interface Package {
  readonly terms: Purchase;
  readonly startsAt: number;
  readonly credits: Credits[];
  cancelledAt: number | null;
  /** Told before the renewal that there is none left to cancel. */
  toldSettled: boolean;
  refundedMinor: number;
  /** Whether a provision has been satisfied, which happens once. */
  satisfied: boolean;
  refundedPeriods: number;
  /** The package that it renewed into, `null` where it does not renew, nothing until that is decided. */
  renewedInto?: Package | null;
}

/** A package that has just been bought. */
export const bought = (terms: Purchase, startsAt: number): Package => ({
  terms,
  startsAt,
  credits: [],
  cancelledAt: null,
  toldSettled: false,
  refundedMinor: 0,
  satisfied: false,
  refundedPeriods: 0,
});

export const periodsPaid = ({ terms }: Package): number => terms.periods - terms.unpaidPeriods;
/** Package Periods that are paid for and not refunded. */
export const periodsLeft = (one: Package): number => periodsPaid(one) - one.refundedPeriods;
export const startOf = ({ startsAt }: Package, period: number): number => startsAt + period * periodMs;
/** The end of the last Package Period that was not refunded, at which the package may renew; those still to be paid for belong to it. */
export const endOf = (one: Package): number =>
  startOf(one, one.refundedPeriods > 0 ? periodsLeft(one) : one.terms.periods);
/** The end of the last Package Period that is paid for and not refunded. */
export const prepaidEndOf = (one: Package): number => startOf(one, periodsLeft(one));
/** When law lets go of Unused Credits that it keeps; `null` where it keeps none. */
export const keptUntil = ({ terms, startsAt }: Package): number | null =>
  terms.keptForMs === null ? null : startsAt + terms.keptForMs;
/** The Package Period that an instant falls in; below 0 or too high outside all. */
export const periodAt = ({ startsAt }: Package, instant: number): number =>
  Math.floor((instant - startsAt) / periodMs);

/** What paid-for, unrefunded Package Periods that start after the instant cost: equal shares, the first ones a minor unit more. */
export const notStarted = (
  one: Package,
  instant: number,
): { readonly periods: number; readonly minor: number } => {
  const { feeMinor } = one.terms;
  const count = periodsPaid(one);
  const future = Array.from({ length: periodsLeft(one) }, (_, period) => period).filter(
    (period) => startOf(one, period) > instant,
  );
  const shares = future.map((period) => Math.floor(feeMinor / count) + (period < feeMinor % count ? 1 : 0));
  return { periods: future.length, minor: shares.reduce((sum, share) => sum + share, 0) };
};

const currency = 'USD';
export const money = (minor: number) => ({ minor, currency });

/** The package as a request tells it. */
export const packageFacts = (one: Package, cancelledAt = one.cancelledAt) => ({
  kind: one.terms.kind,
  plan: one.terms.periods === 1 ? 'single-period' : 'multi-period',
  periods: one.terms.periods,
  periodsPaid: periodsPaid(one),
  startsAt: formatInstant(one.startsAt),
  feePaid: money(one.terms.feeMinor),
  creditsPerPeriod: one.terms.creditsPerPeriod,
  autoRenew: one.terms.autoRenew,
  ...(one.terms.offer === null ? {} : { offer: one.terms.offer }),
  ...(cancelledAt === null ? {} : { renewalCancelledAt: formatInstant(cancelledAt) }),
});

/** What a request says of refunds before. */
export const refundFacts = (one: Package) => ({
  refunded: money(one.refundedMinor),
  refundedPeriods: one.refundedPeriods,
});

/** The Credits of a period, as a request tells them; a period that has not started has all of them. */
export const creditFacts = (one: Package, period: number) => {
  const credits = one.credits[period];
  return {
    period,
    allocated: credits === undefined ? one.terms.creditsPerPeriod : credits.consumed + credits.left,
    consumed: credits?.consumed ?? 0,
  };
};
