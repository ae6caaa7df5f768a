import { Counter, Gauge, type Registry } from 'prom-client';
import type { DeliveryState } from '../events/webhooks/deliver.js';

/** The figures of those who are told of events; `set` before each scrape. */
export const addWebhookMetrics = (registers: Registry[]): ((states: readonly DeliveryState[]) => void) => {
  const labelNames = ['webhook'];
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers });
  const counter = (name: string, help: string) => new Counter({ name, help, labelNames, registers });
  const lag = gauge('clausebook_webhook_lag', 'Lines of the log and the registry that it was not told yet.');
  const waiting = gauge('clausebook_webhook_waiting', 'Of these, events that were read and not taken.');
  const failing = gauge('clausebook_webhook_failing', 'Whether it does not take something: 1 or 0.');
  const delivered = counter('clausebook_webhook_delivered_total', 'Events that it took.');
  const failures = counter('clausebook_webhook_failures_total', 'Times that it did not take an event.');
  return (states) => {
    for (const figure of [lag, waiting, failing, delivered, failures]) figure.reset();
    for (const state of states) {
      const labels = { webhook: state.name };
      if (state.lag !== null) lag.set(labels, state.lag);
      waiting.set(labels, state.waiting);
      failing.set(labels, state.failingSince === null ? 0 : 1);
      delivered.inc(labels, state.delivered);
      failures.inc(labels, state.failures);
    }
  };
};
