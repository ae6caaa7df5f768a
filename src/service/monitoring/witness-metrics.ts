import { Counter, Gauge, type Registry } from 'prom-client';
import type { WitnessState } from '../../audit/witness/attest.js';

/** The figures of those who are told of checkpoints; `set` before each scrape. */
export const addWitnessMetrics = (registers: Registry[]): ((states: readonly WitnessState[]) => void) => {
  const labelNames = ['witness'];
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers });
  const counter = (name: string, help: string) => new Counter({ name, help, labelNames, registers });
  const waiting = gauge('clausebook_witness_waiting', 'Checkpoints that it does not have yet.');
  const confirmed = gauge(
    'clausebook_witness_confirmed_seconds',
    'The time of the last checkpoint that it has, in seconds since 1970.',
  );
  const failing = gauge('clausebook_witness_failing', 'Whether it does not take a checkpoint: 1 or 0.');
  const sent = counter('clausebook_witness_sent_total', 'Checkpoints that it took.');
  const failures = counter('clausebook_witness_failures_total', 'Times that it did not take a checkpoint.');
  return (states) => {
    for (const figure of [waiting, confirmed, failing, sent, failures]) figure.reset();
    for (const state of states) {
      const labels = { witness: state.name };
      if (state.waiting !== null) waiting.set(labels, state.waiting);
      if (state.confirmed !== null) confirmed.set(labels, Date.parse(state.confirmed) / 1000);
      failing.set(labels, state.failingSince === null ? 0 : 1);
      sent.inc(labels, state.sent);
      failures.inc(labels, state.failures);
    }
  };
};
