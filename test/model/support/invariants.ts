import { instantOf, integerOf, minorOf, must } from './asking.js';
import { periodMs } from './life.js';
import * as packages from './package.js';
import type { Package } from './package.js';
import type { World } from './world.js';

/** Holds a world to what must be true at every instant of it. */
export const checkWorld = (world: World): void => {
  for (const one of world.packages) checkBooks(one);
  for (const one of world.packages.slice(-2)) {
    cancellationAndRefundAgree(world, one);
    cancellationShortensNothing(world, one);
    refundedPeriodsAdmitNoUse(world, one);
    usesAndExpiryAgree(world, one);
    cancellationAndRenewalAgree(world, one);
  }
};

const checkBooks = (one: Package): void => {
  for (const each of one.credits) {
    const { granted, consumed, expired, rolledOver, left } = each;
    must(
      granted === consumed + expired + rolledOver + left,
      'Credits granted are those consumed, expired, rolled over and left',
      each,
    );
    must(Math.min(consumed, expired, rolledOver, left) >= 0, 'no Credits are below zero', each);
  }
  must(one.refundedMinor - one.byLawMinor <= one.terms.feeMinor, 'no more is returned than was paid', one);
  must(one.refundedPeriods <= packages.periodsPaid(one), 'no Package Period is refunded twice', one);
};

const plain = { verified: false, lawMinor: null };

const cancellationAndRefundAgree = (world: World, one: Package): void => {
  const cancellation = world.cancellation(one, 'billing-interface');
  for (const ground of ['none-stated', 'cancellation', 'changed-need']) {
    const refund = world.refund(one, { ...plain, ground });
    const about = { one, now: world.now, ground, cancellation, refund };
    must(
      cancellation.effects['refundMayApply'] === minorOf(refund, 'amount') > 0,
      'a cancellation says that a refund may apply exactly where one does',
      about,
    );
  }
};

const aUse = { functionality: 'ai-reply', units: 1, forAnother: false };

const cancellationShortensNothing = (world: World, one: Package): void => {
  if (one.cancelledAt !== null || world.now >= packages.endOf(one)) return;
  const cancelled = { ...one, cancelledAt: world.now };
  const last = packages.endOf(one) - 1;
  for (const instant of [world.now, last]) {
    const period = Math.max(0, packages.periodAt(one, instant));
    for (const ask of [
      (which: Package) => world.use(which, period, instant, aUse),
      (which: Package) => world.expiry(which, period, instant),
    ]) {
      const [before, after] = [ask(one), ask(cancelled)];
      must(before.outcome === after.outcome, 'a cancellation takes nothing before the end', {
        one,
        before,
        after,
      });
    }
  }
};

const refundedPeriodsAdmitNoUse = (world: World, one: Package): void => {
  for (let period = packages.periodsLeft(one); period < one.terms.periods; period += 1)
    for (const instant of [packages.startOf(one, period), packages.startOf(one, period) + periodMs - 1]) {
      const use = world.use(one, period, instant, aUse);
      must(use.outcome !== 'consume', 'a Package Period that is refunded or unpaid admits no use', {
        one,
        use,
      });
    }
};

const usesAndExpiryAgree = (world: World, one: Package): void => {
  for (const [period, credits] of [...one.credits.entries()].slice(-2)) {
    const end = packages.startOf(one, period + 1);
    for (const instant of [world.now, end - 1, end, end + 1]) {
      const expiry = world.expiry(one, period, instant);
      const use = world.use(one, period, instant, aUse);
      const about = { one, period, instant, expiry, use };
      const kept = integerOf(expiry, 'kept');
      must(
        kept + integerOf(expiry, 'rolledOver') + integerOf(expiry, 'expired') === credits.left,
        'expiry accounts for all Unused Credits',
        about,
      );
      must(instantOf(expiry, 'endsAt') === end, 'a Package Period ends where the next one starts', about);
      must(
        (expiry.outcome === 'keep') === instant < end || expiry.outcome === 'may-expire',
        'Credits are kept until the very end of their Package Period',
        about,
      );
      must(use.outcome !== 'consume' || instant < end, 'nothing that has expired is consumed', about);
    }
  }
};

const cancellationAndRenewalAgree = (world: World, one: Package): void => {
  if (world.now < packages.endOf(one) || one.cancelledAt !== null) return;
  const cancellation = world.cancellation(one, 'billing-interface');
  const without = world.renewal(one);
  const late = world.renewal(one, world.now);
  const about = { one, now: world.now, cancellation, without, late };
  must(cancellation.outcome === 'already-cancelled', 'a cancellation at the end comes too late', about);
  must(without.outcome === late.outcome, 'a cancellation that comes too late changes no renewal', about);
  const inTime = world.renewal(one, packages.endOf(one) - 1);
  must(inTime.outcome === 'do-not-renew', 'a cancellation just before the end stops the renewal', about);
};
