import { fieldOf } from '../../../src/engine/facts/fact-values.js';
import { instantOf, integerOf, minorOf, must, type Ask } from './asking.js';
import { Customer, type Refund, type Use } from './customer.js';
import { changes, periodMs, type Life, type Step, type When } from './life.js';
import * as packages from './package.js';
import type { Credits, Package } from './package.js';

/** A customer with a package and what it renews into: a plain book of what happened, by what the decisions say. */
export class World extends Customer {
  readonly packages: Package[];

  constructor(ask: Ask, { boughtAt, purchase }: Life) {
    super(ask, boughtAt, purchase.provided);
    this.packages = [packages.bought(purchase, boughtAt + purchase.startsInMs)];
    this.#passTo(boughtAt, { renews: true, keeps: true });
  }

  /** The newest package. */
  get current(): Package {
    const one = this.packages.at(-1);
    must(one !== undefined, 'there is a package');
    return one;
  }

  take(step: Step): void {
    this.#passTo(this.#instant(step.when), step);
    const one = this.current;
    const { act } = step;
    if (act.kind === 'use') this.#use(one, act);
    if (act.kind === 'restrict') this.#restrict(act.status);
    if (act.kind === 'cancel') this.#cancel(one, act.method);
    if (act.kind === 'subscription') this.subscription = act.status;
    if (act.kind === 'let-expire') this.#letExpire(one);
    if (act.kind === 'refund') this.#refund(one, act);
  }

  #instant(when: When): number {
    if (when.kind === 'after') return this.now + when.ms;
    const one = this.current;
    const periods = Array.from({ length: one.terms.periods + 1 }, (_, period) =>
      packages.startOf(one, period),
    );
    const coming = [...periods, ...changes].filter((instant) => instant > this.now).sort((a, b) => a - b);
    const boundary = coming[when.nth] ?? coming.at(-1) ?? this.now + periodMs;
    return Math.max(this.now, boundary + when.offsetMs);
  }

  /** Lets time pass: packages renew, periods end and start, in the order of time. */
  #passTo(instant: number, kommo: Pick<Step, 'renews' | 'keeps'>): void {
    this.now = instant;
    for (let place = 0; place < this.packages.length; place += 1) {
      const one = this.packages[place];
      must(one !== undefined && place < 100, 'a package renews a few times');
      if (one.renewedInto === undefined && instant >= packages.endOf(one)) this.#renew(one, kommo.renews);
      for (let period = 0; period < packages.periodsLeft(one); period += 1) {
        if (packages.startOf(one, period) <= instant) one.credits[period] ??= granted(one);
        const credits = one.credits[period];
        if (credits?.closed === false && packages.startOf(one, period + 1) <= instant)
          this.#close(one, period, credits, kommo.keeps);
      }
    }
  }

  #renew(one: Package, kommoRenews: boolean): void {
    const end = packages.endOf(one);
    const decision = this.renewal(one);
    const renews = decision.outcome === 'renew' || (decision.outcome === 'discretionary' && kommoRenews);
    must(
      one.cancelledAt === null || decision.outcome === 'do-not-renew',
      'what was cancelled does not renew',
      one,
    );
    must(
      !one.toldSettled || decision.outcome === 'do-not-renew',
      'what had no renewal to cancel does not renew',
      one,
    );
    must(this.isServed(end) || !renews, 'nothing renews without a subscription at its end', decision);
    must(
      one.refundedPeriods === 0 || decision.outcome === 'do-not-renew',
      'what was given up by a refund does not renew',
      one,
    );
    must(
      one.terms.unpaidPeriods === 0 || decision.outcome === 'do-not-renew',
      'what is not paid for does not renew',
      one,
    );
    if (decision.outcome === 'do-not-renew') {
      must(instantOf(decision, 'startsAt') === null, 'what does not renew starts nothing', decision);
      one.renewedInto = null;
      return;
    }
    must(instantOf(decision, 'startsAt') === end, 'a renewal starts exactly at the end', decision);
    const periods = integerOf(decision, 'periods');
    const offered = fieldOf(decision.effects['terms'] ?? null, ['periods']);
    must(periods === (offered ?? one.terms.periods), 'a renewal is for the term that is offered', decision);
    one.renewedInto = renews
      ? packages.bought({ ...one.terms, periods, unpaidPeriods: 0, startsInMs: 0, keptForMs: null }, end)
      : null;
    if (one.renewedInto !== null) this.packages.push(one.renewedInto);
  }

  #close(one: Package, period: number, credits: Credits, kommoKeeps: boolean): void {
    const decision = this.expiry(one, period, this.now);
    const { rollOver } = one.terms;
    const kept = integerOf(decision, 'kept');
    if (decision.outcome === 'keep') {
      const until = packages.keptUntil(one);
      must(
        until !== null && this.now < until,
        'Credits are not kept beyond their Package Period but by law',
        decision,
      );
      return;
    }
    must(
      decision.outcome === 'may-expire' || kept === 0,
      'what is neither kept nor left to choice is gone',
      decision,
    );
    const rolls = integerOf(decision, 'rolledOver') + (kommoKeeps ? kept : 0);
    credits.rolledOver += rolls;
    credits.expired += integerOf(decision, 'expired') + (kommoKeeps ? 0 : kept);
    credits.left = 0;
    credits.closed = true;
    must(typeof rollOver !== 'number' || rolls <= rollOver, 'no more rolls over than is stated', decision);
    if (rolls === 0) return;
    must(rollOver !== 'none', 'Credits roll over only as stated', decision);
    const last = period === packages.periodsLeft(one) - 1;
    const into = (last ? one.renewedInto : one) ?? null;
    must(into !== null, 'Credits roll over into a Package Period that starts', decision);
    const place = last ? 0 : period + 1;
    must(place < packages.periodsLeft(into), 'Credits roll over into a Package Period that starts', one);
    const next = (into.credits[place] ??= granted(into));
    next.granted += rolls;
    next.left += rolls;
  }

  #use(one: Package, act: Use): void {
    const left = packages.periodsLeft(one);
    if (left === 0) return;
    const period = Math.min(Math.max(packages.periodAt(one, this.now) + act.periodOff, 0), left - 1);
    const decision = this.use(one, period, this.now, act);
    const spent = integerOf(decision, 'credits');
    must((decision.outcome === 'consume') === spent > 0, 'only what consumes costs Credits', decision);
    if (spent === 0) return;
    const credits = one.credits[period];
    const about = { one, period, decision, now: this.now };
    must(credits !== undefined && !credits.closed, 'nothing is consumed outside its Package Period', about);
    const until = packages.keptUntil(one);
    must(
      packages.periodAt(one, this.now) === period || (until !== null && this.now < until),
      'nothing is consumed outside its Package Period',
      about,
    );
    must(
      period < packages.periodsLeft(one),
      'nothing is consumed of a Package Period that is refunded or unpaid',
      about,
    );
    must(spent <= credits.left, 'nothing is consumed beyond what is left', about);
    must(!act.forAnother && this.isServed(), 'only the customer uses, and only with a subscription', about);
    must(
      ['active', 'throttled', 'restricted'].includes(this.access),
      'nothing is used while access is withheld',
      about,
    );
    credits.consumed += spent;
    credits.left = integerOf(decision, 'left');
  }

  #restrict(status: string): void {
    const allowed = this.suspension({ ground: 'violation', kind: 'terms' }).outcome === 'may-act';
    must(status === 'active' || allowed, 'a ground allows a measure');
    this.access = status;
  }

  #cancel(one: Package, method: string): void {
    const decision = this.cancellation(one, method);
    const stopsAt = instantOf(decision, 'renewalStopsAt');
    must(
      (stopsAt === null) === ['refused', 'too-late'].includes(decision.outcome),
      'a cancellation says until when',
      decision,
    );
    must(
      (decision.outcome === 'too-late') === (this.now >= packages.endOf(one) && !settledInTime(one)),
      'a cancellation comes too late from the end of the last Package Period on, unless nothing was left to renew',
      { one, now: this.now, decision },
    );
    must(stopsAt === null || stopsAt === packages.endOf(one), 'a cancellation shortens nothing', decision);
    if (decision.outcome === 'already-cancelled' && this.now < packages.endOf(one)) one.toldSettled = true;
    if (decision.outcome === 'accepted') one.cancelledAt = this.now;
  }

  #letExpire(one: Package): void {
    const period = packages.periodAt(one, this.now);
    const credits = one.credits[period];
    if (credits === undefined || credits.closed) return;
    if (this.expiry(one, period, this.now).outcome !== 'may-expire') return;
    must(!this.isServed(), 'Credits expire early only without a subscription');
    credits.expired += credits.left;
    credits.left = 0;
  }

  #refund(one: Package, act: Refund): void {
    // A provision is satisfied once.
    const asked = { ...act, law: one.satisfied ? null : act.law };
    const decision = this.refund(one, asked);
    const amount = minorOf(decision, 'amount');
    const upTo = minorOf(decision, 'discretionaryUpTo');
    const periods = integerOf(decision, 'periods');
    const future = packages.notStarted(one, this.now);
    const about = { one, now: this.now, asked, decision };
    must((decision.outcome === 'refundable') === amount > 0, 'what is refundable has an amount', about);
    must(
      periods <= future.periods,
      'no Package Period that has started, or was refunded, is refunded',
      about,
    );
    must(
      amount === dueOf(one, asked, future.minor),
      'what is refunded is what 6.3 and law give, each for its own',
      about,
    );
    must(act.verified || upTo === 0, 'Kommo may refund more only where an exception is verified', about);
    if (!act.applied) return;
    const more = act.choice === 'full' ? upTo : act.choice === 'partial' ? Math.floor(upTo / 2) : 0;
    one.refundedMinor += amount + more;
    if (asked.law !== null && amount > 0) one.satisfied = true;
    one.refundedPeriods += periods;
    const again = this.refund(one, { ...asked, verified: false, law: null });
    must(periods === 0 || minorOf(again, 'amount') === 0, 'no money is returned twice', { ...about, again });
  }
}

/** Whether nothing was left to renew before the end came. */
const settledInTime = (one: Package): boolean =>
  !one.terms.autoRenew ||
  one.refundedPeriods > 0 ||
  (one.cancelledAt !== null && one.cancelledAt < packages.endOf(one));

/** What is due, computed by hand: future periods, law, both for their own, within what was paid. */
const dueOf = (
  one: Package,
  { ground, law }: Pick<Refund, 'ground' | 'law'>,
  futureMinor: number,
): number => {
  const left = one.terms.feeMinor - one.refundedMinor;
  const several = one.terms.periods > 1 && ground !== 'credit-cash-out';
  const future = several ? Math.min(futureMinor, left) : 0;
  if (law === null) return future;
  return Math.min(left, law.of === 'started-period' ? future + law.minor : Math.max(future, law.minor));
};

const granted = ({ terms }: Package): Credits => ({
  granted: terms.creditsPerPeriod,
  consumed: 0,
  expired: 0,
  rolledOver: 0,
  left: terms.creditsPerPeriod,
  closed: false,
});
