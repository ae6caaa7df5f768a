import { formatInstant } from '../../../src/language/instants.js';
import { measures, refundLaw } from './customer.js';
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
    whatWasSoThenDecides(world, one);
    lawWorksOnlyWhereItSpeaks(world, one);
  }
  measuresAndUsesAgree(world);
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
  must(one.refundedMinor <= one.terms.feeMinor, 'no more is returned than was paid', one);
  must(one.refundedPeriods <= packages.periodsPaid(one), 'no Package Period is refunded twice', one);
};

const plain = { verified: false, law: null };

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
  if (one.cancelledAt !== null || world.now >= packages.prepaidEndOf(one)) return;
  if (packages.periodsLeft(one) === 0) return;
  const cancelled = { ...one, cancelledAt: world.now };
  const last = packages.prepaidEndOf(one) - 1;
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
  const left = packages.periodsLeft(one);
  for (let period = left; period < one.terms.periods; period += 1)
    for (const instant of [packages.startOf(one, period), packages.startOf(one, period) + periodMs - 1]) {
      const about = { one, period, instant };
      const noCredits = 'credits-of-refunded-or-unpaid-period';
      must(
        world.useCodes(one, period, instant, aUse).includes(noCredits) &&
          world.expiryCodes(one, period, instant).includes(noCredits),
        'a Package Period that is refunded or unpaid has no Credits to use or to keep',
        about,
      );
      const until = packages.keptUntil(one);
      if (left === 0 || (until !== null && instant < until)) continue;
      const use = world.use(one, left - 1, instant, aUse);
      must(use.outcome !== 'consume', 'a Package Period that is refunded or unpaid admits no use', {
        ...about,
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
      const until = packages.keptUntil(one);
      const ofLaw = until !== null && instant < until;
      must(
        (expiry.outcome === 'keep') === (instant < end || ofLaw) || expiry.outcome === 'may-expire',
        'Credits are kept until the very end of their Package Period, or as long as law keeps them',
        about,
      );
      must(
        use.outcome !== 'consume' || instant < end || ofLaw,
        'nothing that has expired is consumed',
        about,
      );
      const mayUse =
        world.isServed(instant) &&
        ['active', 'throttled', 'restricted'].includes(world.accessAt(instant)) &&
        credits.left >= 2;
      must(
        expiry.outcome !== 'keep' || !mayUse || use.outcome === 'consume',
        'what is kept may be consumed',
        about,
      );
      must(
        expiry.outcome !== 'may-expire' || !world.isServed(Math.min(instant, end)),
        'Kommo may let Credits expire only of who has lost AI agent with the subscription',
        about,
      );
    }
  }
};

const cancellationAndRenewalAgree = (world: World, one: Package): void => {
  const end = packages.endOf(one);
  if (world.now < end || one.cancelledAt !== null) return;
  const cancellation = world.cancellation(one, 'billing-interface');
  const without = world.renewal(one);
  const late = world.renewal(one, world.now);
  const about = { one, now: world.now, cancellation, without, late };
  must(
    ['too-late', 'already-cancelled'].includes(cancellation.outcome),
    'a cancellation at the end comes too late',
    about,
  );
  must(
    cancellation.outcome === 'too-late' || without.outcome === 'do-not-renew',
    'what is cancelled already does not renew',
    about,
  );
  must(without.outcome === late.outcome, 'a cancellation that comes too late changes no renewal', about);
  const inTime = world.renewal(one, end - 1);
  must(inTime.outcome === 'do-not-renew', 'a cancellation just before the end stops the renewal', about);
};

const whatWasSoThenDecides = (world: World, one: Package): void => {
  const end = packages.endOf(one);
  if (world.now >= end) {
    const [then, late] = [world.renewal(one, one.cancelledAt, end), world.renewal(one)];
    const told = ({ outcome, effects }: typeof then) => JSON.stringify([outcome, effects]);
    must(told(then) === told(late), 'a renewal that runs late is the one that was due', { one, then, late });
  }
  if (one.terms.keptForMs !== null) return;
  for (const [period] of [...one.credits.entries()].slice(-2)) {
    const ends = packages.startOf(one, period + 1);
    if (world.now < ends) continue;
    const [then, late] = [world.expiry(one, period, ends), world.expiry(one, period, world.now)];
    must(
      then.outcome === late.outcome,
      "what was so at a Package Period's end decides what became of its Credits",
      {
        one,
        then,
        late,
      },
    );
  }
};

/** Everything that law may require, but for what is asked about. */
const lawBut = (which: string): object => ({
  law: Object.fromEntries(
    Object.entries({
      refund: refundLaw({ minor: 700, of: 'whole-fee' }),
      keepsCredits: { provision: 'Art. 1', until: formatInstant(Date.parse('2030-01-01T00:00:00Z')) },
      keepsFunctionality: { provision: 'Art. 2' },
      acceptsMethod: { provision: 'Art. 3' },
      forbidsLimit: { provision: 'Art. 4', lifts: 'both' },
      forbidsIndemnity: { provision: 'Art. 5' },
      forbidsDisclaimer: { provision: 'Art. 6' },
      forbidsChange: { provision: 'Art. 7' },
      requiresNotice: { provision: 'Art. 8', days: 30 },
      forbidsMonitoring: { provision: 'Art. 9' },
    }).filter(([name]) => name !== which),
  ),
});

const lawWorksOnlyWhereItSpeaks = (world: World, one: Package): void => {
  const asked = { ...plain, ground: 'changed-need' };
  const pairs = [
    [world.cancellation(one, 'other'), world.cancellation(one, 'other', lawBut('acceptsMethod'))],
    [world.refund(one, asked), world.refund(one, asked, lawBut('refund'))],
  ];
  const period = packages.periodsLeft(one) - 1;
  if (one.terms.keptForMs === null && period >= 0)
    pairs.push(
      [
        world.use(one, period, world.now, aUse),
        world.use(one, period, world.now, aUse, lawBut('keepsCredits')),
      ],
      [world.expiry(one, period, world.now), world.expiry(one, period, world.now, lawBut('keepsCredits'))],
    );
  for (const [without, withLaw] of pairs)
    must(
      JSON.stringify([without?.outcome, without?.effects]) ===
        JSON.stringify([withLaw?.outcome, withLaw?.effects]),
      'law works only where it speaks',
      { one, without, withLaw },
    );
};

const measuresAndUsesAgree = (world: World): void => {
  const none = world.suspensionWithoutGround();
  must(
    (none.outcome === 'may-act') ===
      (!world.isServed() && ['expired', 'cancelled', 'terminated'].includes(world.subscription)),
    'without a ground Kommo may act only against who has lost AI agent with the subscription',
    { subscription: world.subscription, none },
  );
  const one = world.current;
  const period = packages.periodAt(one, world.now);
  if (period < 0 || period >= packages.periodsLeft(one) || !world.isServed()) return;
  const taken = { throttle: 'throttled', restrict: 'restricted', suspend: 'suspended' };
  for (const measure of measures) {
    const suspension = world.suspension(measure);
    const status = Object.entries(taken).find(([name]) => name === suspension.effects['recommended'])?.[1];
    must(status !== undefined, 'the policy recommends a measure', suspension);
    const [before, after] = ['active', status].map((each) =>
      world.use(one, period, world.now, aUse, { access: { status: each } }),
    );
    const about = { measure, suspension, before, after };
    must(
      suspension.effects['creditsUnavailable'] === true
        ? after?.outcome === 'refuse'
        : after?.outcome === before?.outcome,
      'a measure makes Credits unavailable exactly where it says so',
      about,
    );
  }
};
