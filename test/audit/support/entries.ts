import { createHash } from 'node:crypto';
import type { Random } from '../../../src/audit/record/sealing.js';
import type { Release } from '../../../src/audit/store/decision-log.js';
import type { Entry } from '../../../src/audit/record/record.js';

/** Bytes that are always the same, one run after the other. */
export const countedBytes = (): Random => {
  let counter = 0;
  return (bytes) => {
    counter += 1;
    return createHash('sha256').update(`salt ${counter}`).digest().subarray(0, bytes);
  };
};

/** A release of an edition about the lending of tools. */
export const release: Release = {
  identity: {
    document: 'tool-library',
    revision: '2030-01-01',
    digest: `sha256:${'ab'.repeat(32)}`,
  },
  files: new Map([
    ['contract.txt', 'Tools come back after seven days.\n'],
    ['late.yaml', 'decision: late\n'],
  ]),
};

export const start = Date.parse('2030-03-01T09:00:00.000Z');
export const minuteMs = 60_000;

/** The n-th entry, decided n minutes after `start`. */
export const makeEntry = (n: number, changes: Partial<Entry> & { subject?: string } = {}): Entry => {
  const { subject, ...rest } = changes;
  return {
    id: `decision-${n}`,
    decidedAt: start + n * minuteMs,
    inputs: {
      decision: 'late',
      asOf: start,
      ...(subject === undefined ? {} : { subject }),
      facts: { loan: { tool: 'saw', note: `for neighbour ${n}` }, days: n },
      edition: release.identity,
    },
    decision: {
      decision: 'late',
      outcome: n % 2 === 0 ? 'late' : 'on-time',
      effects: { fee: { minor: n, currency: 'EUR' } },
      discretion: null,
      standing: [n % 2 === 0 ? 'after-seven-days' : 'within-seven-days'],
      overridden: [],
      values: { days: n },
      readings: [],
      assumed: [],
      conflict: null,
    },
    cites: n % 3 === 0 ? ['1.1', '2.4'] : ['1.1'],
    personal: ['/facts/loan/note'],
    ...rest,
  };
};
