import fc from 'fast-check';

/** 1.7: how long a Package Period is. */
export const periodMs = 30 * 24 * 3_600_000;

/** What is bought, and under which promises. */
export interface Purchase {
  readonly kind: 'paid' | 'free';
  readonly periods: number;
  readonly unpaidPeriods: number;
  readonly feeMinor: number;
  readonly creditsPerPeriod: number;
  readonly autoRenew: boolean;
  readonly offer: string | null;
  /** How long after the purchase the first Package Period begins. */
  readonly startsInMs: number;
  /** Credits that roll over at most, all of them, or none. */
  readonly rollOver: number | 'all' | 'none';
  /** Until how long after the purchase law keeps Unused Credits; `null` where it does not. */
  readonly keptForMs: number | null;
  /** Whether Kommo expressly provides AI agent without a subscription. */
  readonly provided: boolean;
}

/** When a step is taken: so long after the one before, or at a boundary in time, the nth that is yet to come, to the millisecond. */
export type When =
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'boundary'; readonly nth: number; readonly offsetMs: number };

/** What a provision gives, and for what. */
export interface LawOfRefund {
  readonly minor: number;
  readonly of: 'started-period' | 'future-periods' | 'whole-fee';
}

/** What happens in the life of a package. */
export type Act =
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'use';
      readonly functionality: string;
      readonly units: number;
      readonly forAnother: boolean;
      /** Of which Package Period the Credits are, counted from the one that the use falls in. */
      readonly periodOff: number;
    }
  | { readonly kind: 'restrict'; readonly status: string }
  | { readonly kind: 'cancel'; readonly method: string }
  | { readonly kind: 'subscription'; readonly status: string }
  | { readonly kind: 'let-expire' }
  | {
      readonly kind: 'refund';
      readonly ground: string;
      readonly verified: boolean;
      readonly law: LawOfRefund | null;
      readonly choice: 'none' | 'partial' | 'full';
      readonly applied: boolean;
    };

/** A step: when, what, and what Kommo chooses meanwhile where it may choose. */
export interface Step {
  readonly when: When;
  readonly act: Act;
  readonly renews: boolean;
  readonly keeps: boolean;
}

/** A package's life from its purchase on. */
export interface Life {
  readonly boughtAt: number;
  readonly purchase: Purchase;
  readonly steps: readonly Step[];
}

/** Dates at which figures change, besides the boundaries of Package Periods. */
export const changes = ['2026-04-27T00:00:00Z', '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'].map(
  Date.parse,
);

const grounds = [
  'consumed-credits',
  'expired-credits',
  'partial-period',
  'dissatisfaction',
  'changed-need',
  'cancellation',
  'technical-failure',
  'unauthorised-charge',
  'exceptional-circumstances',
  'third-party-outage',
  'credit-cash-out',
  'none-stated',
];

const when: fc.Arbitrary<When> = fc.oneof(
  { weight: 3, arbitrary: boundary() },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('after' as const), ms: fc.nat(45 * 24 * 3_600_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'after' as const, ms: 0 }) },
);

function boundary(): fc.Arbitrary<When> {
  return fc.record({
    kind: fc.constant('boundary' as const),
    nth: fc.nat(2),
    offsetMs: fc.constantFrom(0, -1, 1),
  });
}

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'wait' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('use' as const),
      functionality: fc.constantFrom(
        'ai-reply',
        'voice-transcription',
        'knowledge-search',
        'agent-action',
        'telepathy',
      ),
      units: fc.integer({ min: 1, max: 40 }),
      forAnother: fc.constantFrom(false, false, false, true),
      periodOff: fc.constantFrom(0, 0, 0, 0, -1, 1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('restrict' as const),
      status: fc.constantFrom('active', 'active', 'throttled', 'suspended', 'disabled', 'terminated'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('cancel' as const),
      method: fc.constantFrom('billing-interface', 'approved-method', 'other'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('subscription' as const),
      status: fc.constantFrom('active', 'active', 'expired', 'cancelled', 'terminated'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'let-expire' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      ground: fc.constantFrom(...grounds),
      verified: fc.boolean(),
      law: fc.option(
        fc.record({
          minor: fc.nat(3000),
          of: fc.constantFrom('started-period' as const, 'future-periods' as const, 'whole-fee' as const),
        }),
        { freq: 4 },
      ),
      choice: fc.constantFrom('none' as const, 'partial' as const, 'full' as const),
      applied: fc.constantFrom(true, true, false),
    }),
  },
);

const purchase: fc.Arbitrary<Purchase> = fc
  .record({
    kind: fc.constantFrom('paid' as const, 'paid' as const, 'paid' as const, 'free' as const),
    periods: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 6 })),
    unpaidPeriods: fc.constantFrom(0, 0, 0, 1),
    feeMinor: fc.nat(2000),
    creditsPerPeriod: fc.nat(60),
    autoRenew: fc.constantFrom(true, true, true, false),
    offer: fc.constantFrom(null, 'starter', 'annual-12', 'none-such'),
    startsInMs: fc.constantFrom(0, 0, 1, 3_600_000),
    rollOver: fc.constantFrom('none' as const, 'none' as const, 'all' as const, 0, 5),
    keptForMs: fc.constantFrom(null, null, null, periodMs, 45 * 24 * 3_600_000),
    provided: fc.constantFrom(false, false, false, true),
  })
  .map((given) => ({
    ...given,
    feeMinor: given.kind === 'free' ? 0 : given.feeMinor,
    unpaidPeriods: given.periods === 1 ? 0 : given.unpaidPeriods,
    rollOver: given.keptForMs === null ? given.rollOver : ('none' as const),
  }));

/** Lives of packages, most of their steps at boundaries in time. */
export const arbitraryLife: fc.Arbitrary<Life> = fc.record({
  boughtAt: fc.oneof(
    fc.constantFrom(...changes),
    fc.integer({ min: Date.parse('2026-04-27T00:00:00Z'), max: Date.parse('2026-08-01T00:00:00Z') }),
  ),
  purchase,
  steps: fc.array(fc.record({ when, act, renews: fc.boolean(), keeps: fc.boolean() }), { maxLength: 25 }),
});
