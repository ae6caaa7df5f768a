import type { Decision } from '../../../src/engine/evaluation.js';
import { formatInstant } from '../../../src/language/instants.js';
import type { Ask } from './asking.js';
import type { Act, LawOfRefund } from './life.js';
import * as packages from './package.js';
import type { Package } from './package.js';

/** A request for a refund. */
export type Refund = Extract<Act, { readonly kind: 'refund' }>;
/** A use of AI agent. */
export type Use = Extract<Act, { readonly kind: 'use' }>;

/** Something that was so from an instant on. */
interface Since {
  readonly from: number;
  readonly status: string;
}

/** A measure that Kommo might take, by the ground for which its policy recommends it. */
export const measures = [
  { ground: 'dependency', kind: 'unavailable' },
  { ground: 'payment', kind: 'uncollected' },
  { ground: 'violation', kind: 'terms' },
] as const;

/** A customer at an instant, and what can be asked of one of their packages. Asking changes nothing. */
export class Customer {
  now: number;
  readonly provided: boolean;
  readonly #ask: Ask;
  readonly #subscription: Since[];
  readonly #access: Since[];

  constructor(ask: Ask, now: number, provided: boolean) {
    this.#ask = ask;
    this.now = now;
    this.provided = provided;
    this.#subscription = [{ from: now - 1, status: 'active' }];
    this.#access = [{ from: now - 1, status: 'active' }];
  }

  get subscription(): string {
    return statusAt(this.#subscription, this.now);
  }

  set subscription(status: string) {
    since(this.#subscription, this.now, status);
  }

  get access(): string {
    return statusAt(this.#access, this.now);
  }

  set access(status: string) {
    since(this.#access, this.now, status);
  }

  /** Whether AI agent was available to the customer. */
  isServed(instant = this.now): boolean {
    return this.provided || statusAt(this.#subscription, instant) === 'active';
  }

  accessAt(instant: number): string {
    return statusAt(this.#access, instant);
  }

  /** What requests say of the customer as of an instant, with what was so before. */
  customer(instant = this.now) {
    const history = (states: readonly Since[]) => states.filter(({ from }) => from <= instant);
    return {
      subscription: {
        status: statusAt(this.#subscription, instant),
        paid: true,
        history: history(this.#subscription).map(({ from, status }) => ({
          from: formatInstant(from),
          status,
          paid: true,
        })),
      },
      access: {
        status: statusAt(this.#access, instant),
        history: history(this.#access).map(({ from, status }) => ({ from: formatInstant(from), status })),
      },
      ...(this.provided ? { expressProvision: { granted: true, reference: 'letter 7' } } : {}),
    };
  }

  #useFacts(
    one: Package,
    period: number,
    instant: number,
    { functionality, units, forAnother }: Omit<Use, 'kind' | 'periodOff'>,
    more: object,
  ) {
    return {
      ...this.customer(instant),
      package: packages.packageFacts(one),
      credits: packages.creditFacts(one, period),
      refundedPeriods: one.refundedPeriods,
      event: { functionality, units, onBehalfOf: forAnother ? 'other-account' : 'own-account' },
      ...lawOfCredits(one),
      ...more,
    };
  }

  use(
    one: Package,
    period: number,
    instant: number,
    use: Omit<Use, 'kind' | 'periodOff'>,
    more: object = {},
  ): Decision {
    return this.#ask('consumption', this.#useFacts(one, period, instant, use, more), instant);
  }

  /** Why a use of a period's Credits is refused as a contradiction. */
  useCodes(one: Package, period: number, instant: number, use: Omit<Use, 'kind' | 'periodOff'>) {
    return this.#ask.codes('consumption', this.#useFacts(one, period, instant, use, {}), instant);
  }

  #expiryFacts(one: Package, period: number, instant: number, more: object) {
    const { rollOver } = one.terms;
    return {
      ...this.customer(instant),
      package: packages.packageFacts(one),
      refundedPeriods: one.refundedPeriods,
      credits: packages.creditFacts(one, period),
      nextPeriod: period === packages.periodsLeft(one) - 1 && (one.renewedInto ?? null) !== null,
      ...lawOfCredits(one),
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
      ...more,
    };
  }

  expiry(one: Package, period: number, instant: number, more: object = {}): Decision {
    return this.#ask('expiry', this.#expiryFacts(one, period, instant, more), instant);
  }

  /** Why the expiry of a period's Credits is refused as a contradiction. */
  expiryCodes(one: Package, period: number, instant: number) {
    return this.#ask.codes('expiry', this.#expiryFacts(one, period, instant, {}), instant);
  }

  cancellation(one: Package, method: string, more: object = {}): Decision {
    const facts = {
      request: { method },
      package: packages.packageFacts(one),
      ...packages.refundFacts(one),
      ...more,
    };
    return this.#ask('cancellation', facts, this.now);
  }

  refund(
    one: Package,
    { ground, verified, law }: Pick<Refund, 'ground' | 'verified' | 'law'>,
    more: object = {},
  ): Decision {
    return this.#ask(
      'refund',
      {
        package: packages.packageFacts(one),
        subscription: this.customer().subscription,
        ground,
        verified,
        ...packages.refundFacts(one),
        ...(law === null ? more : { law: { refund: refundLaw(law) } }),
      },
      this.now,
    );
  }

  renewal(one: Package, cancelledAt = one.cancelledAt, instant = this.now): Decision {
    return this.#ask(
      'renewal',
      {
        ...this.customer(instant),
        package: packages.packageFacts(one, cancelledAt),
        refundedPeriods: one.refundedPeriods,
      },
      instant,
    );
  }

  /** What Kommo may do on a ground. */
  suspension({ ground, kind }: (typeof measures)[number]): Decision {
    const grounds = { [ground]: [{ kind, reasonableBelief: true, basis: 'ticket 7' }] };
    return this.#ask('suspension', { ...this.customer(), grounds }, this.now);
  }

  /** What Kommo may do without a ground but what became of the subscription. */
  suspensionWithoutGround(): Decision {
    return this.#ask('suspension', { ...this.customer(), grounds: {} }, this.now);
  }
}

/** A provision as a request tells it. */
export const refundLaw = ({ minor, of }: LawOfRefund) => ({
  provision: 'Art. 7',
  amount: packages.money(minor),
  of,
});

const lawOfCredits = (one: Package) => {
  const until = packages.keptUntil(one);
  return until === null
    ? {}
    : { law: { keepsCredits: { provision: 'Art. 9', until: formatInstant(until) } } };
};

const statusAt = (states: readonly Since[], instant: number): string =>
  states.findLast(({ from }) => from <= instant)?.status ?? 'active';

const since = (states: Since[], from: number, status: string): void => {
  if (states.at(-1)?.from === from) states.pop();
  states.push({ from, status });
};
