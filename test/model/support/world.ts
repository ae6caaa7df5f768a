import { instantOf, integerOf, minorOf, must, type Ask } from './asking.js';
import { Customer, type Refund, type Use } from './customer.js';
import { changes, periodMs, type Life, type Step, type When } from './life.js';
import * as packages from './package.js';
import type { Credits, Package } from './package.js';

/** A customer with a package and what it renews into: a plain book of what happened, by what the decisions say. */
export class World extends Customer {
  readonly packages: Package[];

  constructor(ask: Ask, { boughtAt, purchase }: Life) {
    super(ask, boughtAt);
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
    must(this.subscription === 'active' || !renews, 'nothing renews without a subscription', decision);
    if (decision.outcome === 'do-not-renew') {
      must(instantOf(decision, 'startsAt') === null, 'what does not renew starts nothing', decision);
      one.renewedInto = null;
      return;
    }
    must(instantOf(decision, 'startsAt') === end, 'a renewal starts exactly at the end', decision);
    must(integerOf(decision, 'periods') === one.terms.periods, 'a renewal is for a whole term', decision);
    one.renewedInto = renews ? packages.bought({ ...one.terms, unpaidPeriods: 0, startsInMs: 0 }, end) : null;
    if (one.renewedInto !== null) this.packages.push(one.renewedInto);
  }

  #close(one: Package, period: number, credits: Credits, kommoKeeps: boolean): void {
    const decision = this.expiry(one, period, this.now);
    must(decision.outcome !== 'keep', 'Credits are not kept beyond their Package Period', decision);
    const unused = credits.left;
    const { rollOver } = one.terms;
    const mayRoll = typeof rollOver === 'number' ? Math.min(rollOver, unused) : unused;
    const rolls =
      decision.outcome === 'may-expire' ? (kommoKeeps ? mayRoll : 0) : integerOf(decision, 'rolledOver');
    credits.rolledOver += rolls;
    credits.expired += decision.outcome === 'may-expire' ? unused - rolls : integerOf(decision, 'expired');
    credits.left = decision.outcome === 'may-expire' ? 0 : integerOf(decision, 'kept');
    credits.closed = true;
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
    const period = Math.min(
      Math.max(packages.periodAt(one, this.now) + act.periodOff, 0),
      one.terms.periods - 1,
    );
    const decision = this.use(one, period, this.now, act);
    const spent = integerOf(decision, 'credits');
    must((decision.outcome === 'consume') === spent > 0, 'only what consumes costs Credits', decision);
    if (spent === 0) return;
    const credits = one.credits[period];
    const about = { one, period, decision, now: this.now };
    must(credits !== undefined && !credits.closed, 'nothing is consumed outside its Package Period', about);
    must(
      packages.periodAt(one, this.now) === period,
      'nothing is consumed outside its Package Period',
      about,
    );
    must(
      period < packages.periodsLeft(one),
      'nothing is consumed of a Package Period that is refunded or unpaid',
      about,
    );
    must(spent <= credits.left, 'nothing is consumed beyond what is left', about);
    must(
      !act.forAnother && this.subscription === 'active',
      'only the customer uses, and only with a subscription',
      about,
    );
    must(['active', 'throttled'].includes(this.access), 'nothing is used while access is withheld', about);
    credits.consumed += spent;
    credits.left = integerOf(decision, 'left');
  }

  #restrict(status: string): void {
    must(status === 'active' || this.mayAct(), 'a ground allows a measure');
    this.access = status;
  }

  #cancel(one: Package, method: string): void {
    const decision = this.cancellation(one, method);
    const stopsAt = instantOf(decision, 'renewalStopsAt');
    must((stopsAt === null) === (decision.outcome === 'refused'), 'a cancellation says until when', decision);
    must(stopsAt === null || stopsAt === packages.endOf(one), 'a cancellation shortens nothing', decision);
    if (decision.outcome === 'already-cancelled' && this.now < packages.endOf(one)) one.toldSettled = true;
    if (decision.outcome === 'accepted') one.cancelledAt = this.now;
  }

  #letExpire(one: Package): void {
    const period = packages.periodAt(one, this.now);
    const credits = one.credits[period];
    if (credits === undefined || credits.closed) return;
    if (this.expiry(one, period, this.now).outcome !== 'may-expire') return;
    must(this.subscription !== 'active', 'Credits expire early only without a subscription');
    credits.expired += credits.left;
    credits.left = 0;
  }

  #refund(one: Package, act: Refund): void {
    // A provision is satisfied once.
    const asked = { ...act, lawMinor: one.byLawMinor > 0 ? null : act.lawMinor };
    const decision = this.refund(one, asked);
    const amount = minorOf(decision, 'amount');
    const upTo = minorOf(decision, 'discretionaryUpTo');
    const periods = integerOf(decision, 'periods');
    const future = packages.notStarted(one, this.now);
    const about = { one, now: this.now, decision };
    must(
      (decision.outcome === 'refundable') === (amount > 0 || asked.lawMinor !== null),
      'what is refundable has an amount',
      about,
    );
    must(
      periods <= future.periods,
      'no Package Period that has started, or was refunded, is refunded',
      about,
    );
    must(
      amount <= future.minor || asked.lawMinor !== null,
      'no more is refunded than future Package Periods cost',
      about,
    );
    must(act.verified || upTo === 0, 'Kommo may refund more only where an exception is verified', about);
    if (!act.applied) return;
    const more = act.choice === 'full' ? upTo : act.choice === 'partial' ? Math.floor(upTo / 2) : 0;
    one.refundedMinor += amount + more;
    if (asked.lawMinor !== null) one.byLawMinor += amount;
    one.refundedPeriods += periods;
    const again = this.refund(one, { ...asked, verified: false, lawMinor: null });
    must(periods === 0 || minorOf(again, 'amount') === 0, 'no money is returned twice', { ...about, again });
  }
}

const granted = ({ terms }: Package): Credits => ({
  granted: terms.creditsPerPeriod,
  consumed: 0,
  expired: 0,
  rolledOver: 0,
  left: terms.creditsPerPeriod,
  closed: false,
});
