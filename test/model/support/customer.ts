import type { Decision } from '../../../src/engine/evaluation.js';
import type { Ask } from './asking.js';
import type { Act } from './life.js';
import * as packages from './package.js';
import type { Package } from './package.js';

/** A request for a refund. */
export type Refund = Extract<Act, { readonly kind: 'refund' }>;
/** A use of AI agent. */
export type Use = Extract<Act, { readonly kind: 'use' }>;

/** A customer at an instant, and what can be asked of one of their packages. Asking changes nothing. */
export class Customer {
  now: number;
  subscription = 'active';
  access = 'active';
  readonly #ask: Ask;

  constructor(ask: Ask, now: number) {
    this.#ask = ask;
    this.now = now;
  }

  /** What requests say of the customer. */
  customer() {
    return {
      subscription: { status: this.subscription, paid: true },
      access: { status: this.access },
    };
  }

  use(
    one: Package,
    period: number,
    instant: number,
    { functionality, units, forAnother }: Omit<Use, 'kind' | 'periodOff'>,
  ): Decision {
    return this.#ask(
      'consumption',
      {
        ...this.customer(),
        package: packages.packageFacts(one),
        credits: packages.creditFacts(one, period),
        refundedPeriods: one.refundedPeriods,
        event: { functionality, units, onBehalfOf: forAnother ? 'other-account' : 'own-account' },
      },
      instant,
    );
  }

  expiry(one: Package, period: number, instant: number): Decision {
    const { rollOver } = one.terms;
    return this.#ask(
      'expiry',
      {
        ...this.customer(),
        package: packages.packageFacts(one),
        refundedPeriods: one.refundedPeriods,
        credits: packages.creditFacts(one, period),
        nextPeriod: period === packages.periodsLeft(one) - 1 && (one.renewedInto ?? null) !== null,
        ...(rollOver === 'none'
          ? {}
          : {
              expressStatement: {
                source: 'order-form',
                reference: 'order 7',
                rollsOver: true,
                ...(rollOver === 'all' ? {} : { cap: rollOver }),
              },
            }),
      },
      instant,
    );
  }

  cancellation(one: Package, method: string): Decision {
    const facts = { request: { method }, package: packages.packageFacts(one), ...packages.refundFacts(one) };
    return this.#ask('cancellation', facts, this.now);
  }

  refund(
    one: Package,
    { ground, verified, lawMinor }: Pick<Refund, 'ground' | 'verified' | 'lawMinor'>,
  ): Decision {
    return this.#ask(
      'refund',
      {
        package: packages.packageFacts(one),
        subscription: { status: this.subscription, paid: true },
        ground,
        verified,
        ...packages.refundFacts(one),
        ...(lawMinor === null
          ? {}
          : { law: { requires: true, provision: 'Art. 7', amount: packages.money(lawMinor) } }),
      },
      this.now,
    );
  }

  renewal(one: Package, cancelledAt = one.cancelledAt): Decision {
    return this.#ask(
      'renewal',
      {
        ...this.customer(),
        package: packages.packageFacts(one, cancelledAt),
        refundedPeriods: one.refundedPeriods,
      },
      this.now,
    );
  }

  /** Whether a ground allows a measure against access. */
  mayAct(): boolean {
    const violation = [{ kind: 'terms', reasonableBelief: true, basis: 'ticket 7' }];
    const decision = this.#ask('suspension', { ...this.customer(), grounds: { violation } }, this.now);
    return decision.outcome === 'may-act';
  }
}
