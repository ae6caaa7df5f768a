/** The request that is timed: a real refund case, eight of twelve prepaid periods not started. */
export const refundRequest = {
  asOf: '2026-08-15T12:00:00.000Z',
  facts: {
    package: {
      id: 'pkg-1',
      kind: 'paid',
      plan: 'multi-period',
      periods: 12,
      startsAt: '2026-05-01T00:00:00.000Z',
      feePaid: { minor: 120_000, currency: 'USD' },
      creditsPerPeriod: 1000,
    },
    ground: 'changed-need',
    subscription: { status: 'active', paid: true },
  },
} as const;
