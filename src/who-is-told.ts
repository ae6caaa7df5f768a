/** Who is told of events and of checkpoints, as the options name them. */
import { WitnessUnusableError } from './audit/witness/witness.js';
import type { ServiceOptions } from './clausebook-options.js';
import { openPositionsOf } from './open-positions.js';
import { nobodyToldOfMemory } from './service/events/webhooks/webhooks-unusable.js';
import type { Metrics } from './service/monitoring/metrics.js';
import type { StartOptions } from './service/start/start-options.js';

/** What tells those whom the options name. Only who tells somebody loads what tells. */
export const webhooksOf = (
  options: ServiceOptions,
  metrics: Metrics,
): Pick<StartOptions, 'startWebhooks'> => {
  const { webhooksFile: file, reportWebhook: report = () => undefined } = options;
  if (file === undefined) return {};
  return {
    startWebhooks: async (parts) => {
      const { readWebhooks } = await import('./service/events/webhooks/webhook-file.js');
      const { startWebhooks } = await import('./service/events/webhooks/webhooks.js');
      const webhooks = await readWebhooks(file);
      const openPositions = () => openPositionsOf(options, 'webhooks', nobodyToldOfMemory(file));
      const started = await startWebhooks({ ...parts, file, webhooks, openPositions, now: Date.now, report });
      metrics.watchWebhooks(started.states);
      return started;
    },
  };
};

/** What tells the witnesses whom the options name. Only who has some loads what tells. */
export const witnessesOf = (
  options: ServiceOptions,
  metrics: Metrics,
): Pick<StartOptions, 'startWitnesses'> => {
  const { witnesses: addresses = [], reportWitness: report = () => undefined } = options;
  if (addresses.length === 0) return {};
  return {
    startWitnesses: async ({ log }) => {
      const { startWitnesses } = await import('./audit/witness/witnesses.js');
      const positions = await openPositionsOf(
        options,
        'witnesses',
        () => new WitnessUnusableError('Nobody can be told of checkpoints of what is kept in memory alone.'),
      );
      const started = await startWitnesses({ log, addresses, positions, now: Date.now, report });
      metrics.watchWitnesses(started.states);
      return started;
    },
  };
};
