import type { Case } from './contender.js';
import { makeRandom } from './random.js';
import type { RefundFacts } from './refund-by-hand.js';

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
] as const;

const asOfMs = Date.parse('2026-08-15T12:00:00.000Z');
const dayMs = 86_400_000;

/** Valid cases of refunds, different in what is given, in amounts and in dates. */
export const refundCases = (count: number, seed: number): readonly Case[] => {
  const random = makeRandom(seed);
  return Array.from({ length: count }, () => {
    const kind = random.chance(0.1) ? 'free' : 'paid';
    const plan = random.chance(0.3) ? 'single-period' : 'multi-period';
    const periods = plan === 'single-period' ? 1 : 2 + random.below(23);
    const fee = kind === 'free' ? 0 : 1000 + random.below(200_000);
    const periodsPaid = random.chance(0.3) ? 1 + random.below(periods) : undefined;
    const needsVerifying = random.chance(0.3);
    const lawRequires = random.chance(0.1);
    const facts: RefundFacts & { readonly package: { readonly id: string } } = {
      package: {
        id: `pkg-${random.below(1e6)}`,
        kind,
        plan,
        periods,
        startsAt: new Date(asOfMs - (random.below(700) - 100) * dayMs).toISOString(),
        feePaid: { minor: fee, currency: random.of(['USD', 'EUR', 'BRL']) },
        ...(periodsPaid === undefined ? {} : { periodsPaid }),
        creditsPerPeriod: 1000,
      } as RefundFacts['package'] & { readonly id: string }, // with what a request also tells
      ground: needsVerifying ? (grounds[6 + random.below(3)] ?? 'none-stated') : random.of(grounds),
      ...(needsVerifying ? { verified: random.chance(0.8) } : {}),
    };
    const { currency } = facts.package.feePaid;
    return {
      asOf: asOfMs,
      // Through JSON, as it comes from a request.
      facts: JSON.parse(
        JSON.stringify({
          ...facts,
          ...(random.chance(0.2) ? { refunded: { minor: random.below(fee + 1), currency } } : {}),
          ...(random.chance(0.2) ? { refundedPeriods: random.below((periodsPaid ?? periods) + 1) } : {}),
          ...(random.chance(0.7)
            ? {
                subscription: { status: random.of(['active', 'active', 'expired', 'cancelled']), paid: true },
              }
            : {}),
          ...(lawRequires
            ? {
                law: {
                  refund: {
                    provision: 'Art. 9',
                    amount: { minor: random.below(50_000), currency },
                    of: random.of(['started-period', 'future-periods', 'whole-fee']),
                  },
                },
              }
            : {}),
        }),
      ) as Case['facts'], // an object goes in
    };
  });
};
