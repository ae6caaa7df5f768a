/** The facts of a refund, as JSON. */
export interface RefundFacts {
  readonly package: {
    readonly kind: 'paid' | 'free';
    readonly plan: 'single-period' | 'multi-period';
    readonly periods: number;
    readonly periodsPaid?: number;
    readonly startsAt: string;
    readonly feePaid: Money;
  };
  readonly ground: string;
  readonly verified?: boolean;
  readonly refunded?: Money;
  readonly refundedPeriods?: number;
  readonly subscription?: { readonly status: string; readonly paid: boolean };
  readonly law?: {
    readonly refund?: {
      readonly provision: string;
      readonly amount: Money;
      readonly of: 'started-period' | 'future-periods' | 'whole-fee';
    } | null;
  };
}

interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** What a refund comes to: the outcome, the effects and what is in Kommo's discretion. */
export interface Refund {
  readonly outcome: 'refundable' | 'not-refundable' | 'discretionary';
  readonly effects: { readonly amount: Money; readonly periods: number; readonly discretionaryUpTo: Money };
  readonly discretion: {
    readonly decider: string;
    readonly choices: readonly string[];
    readonly recommended: string;
    readonly upTo: Money;
    readonly policy: string;
  } | null;
}

const periodMs = 30 * 86_400_000;
const choices = ['no-refund', 'partial-refund', 'full-refund'];

/** The policy of the edition's parameters. */
const recommended: Readonly<Record<string, string>> = {
  'technical-failure': 'partial-refund',
  'unauthorised-charge': 'full-refund',
  'exceptional-circumstances': 'partial-refund',
};

/** The refund of sections 6.1 to 6.6 as a careful engineer would write it, without rules, reasons or trace. @param asOf epoch milliseconds */
export const refundByHand = (facts: RefundFacts, asOf: number): Refund => {
  const { plan, kind, periods, feePaid } = facts.package;
  const startsAt = Date.parse(facts.package.startsAt);
  const paid = facts.package.periodsPaid ?? periods;
  const prepaid = paid - (facts.refundedPeriods ?? 0);
  const started = asOf < startsAt ? 0 : Math.min(paid, Math.floor((asOf - startsAt) / periodMs) + 1);
  const future = plan === 'single-period' ? 0 : Math.max(0, prepaid - started);
  const left = feePaid.minor - (facts.refunded?.minor ?? 0);
  const share = Math.floor(feePaid.minor / paid);
  const extra = Math.max(0, Math.min(prepaid, feePaid.minor % paid) - started);
  const value = Math.min(future * share + extra, left);
  const { ground } = facts;
  const recommendation = facts.verified === true ? recommended[ground] : undefined;
  const mayRefund = recommendation !== undefined && left > 0;
  const money = (minor: number): Money => ({ minor, currency: feePaid.currency });
  const answer = (
    outcome: Refund['outcome'],
    amount: number,
    refundedPeriods: number,
    upTo: number,
  ): Refund => ({
    outcome,
    effects: { amount: money(amount), periods: refundedPeriods, discretionaryUpTo: money(upTo) },
    discretion: null,
  });
  const withDiscretion = (refund: Refund): Refund => ({
    ...refund,
    discretion: {
      decider: 'Kommo',
      choices,
      recommended: recommendation ?? '',
      upTo: refund.effects.discretionaryUpTo,
      policy: 'refundPolicy',
    },
  });

  const law = facts.law?.refund ?? null;
  if (law !== null && left > 0 && (law.amount.minor > 0 || (value > 0 && ground !== 'credit-cash-out'))) {
    const ofFuture = ground === 'credit-cash-out' ? 0 : value;
    const amount = Math.min(
      left,
      law.of === 'started-period' ? ofFuture + law.amount.minor : Math.max(ofFuture, law.amount.minor),
    );
    const lawPeriods = ofFuture > 0 ? future : 0;
    return mayRefund
      ? withDiscretion(answer('refundable', amount, lawPeriods, Math.max(0, left - amount)))
      : answer('refundable', amount, lawPeriods, 0);
  }
  if (kind === 'free') return answer('not-refundable', 0, 0, 0);
  if (mayRefund) {
    return value > 0
      ? withDiscretion(answer('refundable', value, future, Math.max(0, left - value)))
      : withDiscretion(answer('discretionary', 0, 0, left));
  }
  if (ground !== 'credit-cash-out' && value > 0) return answer('refundable', value, future, 0);
  return answer('not-refundable', 0, 0, 0);
};

/** The contradictions that facts of a refund are refused for, tried by hand. */
export const isContradictory = (facts: RefundFacts): boolean => {
  const { plan, kind, periods, feePaid, startsAt } = facts.package;
  const paid = facts.package.periodsPaid ?? periods;
  const { refunded, law, subscription } = facts;
  return (
    (plan === 'single-period' ? periods !== 1 : periods < 2) ||
    (kind === 'free' && feePaid.minor !== 0) ||
    paid > periods ||
    feePaid.minor > 1e15 ||
    Date.parse(startsAt) >= latestStart ||
    (facts.refundedPeriods ?? 0) > paid ||
    (refunded !== undefined && (refunded.minor > feePaid.minor || refunded.currency !== feePaid.currency)) ||
    (law?.refund != null &&
      (law.refund.amount.currency !== feePaid.currency || law.refund.amount.minor > 1e15)) ||
    (subscription?.status === 'trial' && subscription.paid)
  );
};

const latestStart = Date.parse('9900-01-01T00:00:00Z');
