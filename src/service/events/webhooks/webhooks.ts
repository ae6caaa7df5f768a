import { DatabaseUnusableError } from '../../../audit/store/postgres/failures.js';
import type { Positions } from '../../../audit/store/positions.js';
import { makeArrivals } from '../arrivals.js';
import { beginning } from '../event-cursor.js';
import { makeEventReading } from '../event-reading.js';
import type { EventRouteParts } from '../../http/routes/event-routes.js';
import { makeDelivery, usualDeliveryPace, type DeliveryState, type DeliveryPace } from './deliver.js';
import { positionText, readPosition } from './pending.js';
import { makeSendEvent } from './send-event.js';
import type { Webhook } from './webhook-file.js';
import { WebhooksUnusableError } from './webhooks-unusable.js';

/** Those who are told of events. */
export interface Webhooks {
  readonly states: () => Promise<readonly DeliveryState[]>;
  /** Tells no more, keeps how far each was told, and closes what keeps it. */
  readonly stop: () => Promise<void>;
}

/** What telling needs. */
export interface WebhooksParts extends Pick<EventRouteParts, 'log' | 'entries'> {
  readonly file: string;
  readonly webhooks: readonly Webhook[];
  readonly openPositions: () => Promise<Positions>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly report: (name: string, reason: string | null) => void;
  readonly pace?: DeliveryPace | undefined;
}

/**
 * Begins to tell each receiver, by itself: one that is away holds up no other. From where each is told is durable when this resolves. Rejects with
 * {@link WebhooksUnusableError} and `DatabaseUnusableError`.
 */
export const startWebhooks = async (parts: WebhooksParts): Promise<Webhooks> => {
  const { file, webhooks, now, report, pace = usualDeliveryPace } = parts;
  const reading = makeEventReading(parts);
  const arrivals = makeArrivals(parts.log);
  const positions = await parts.openPositions();
  try {
    for (const { name, from } of webhooks) {
      await positions.begin(name, async () =>
        positionText({ cursor: from === 'beginning' ? beginning : await reading.end(), pending: [] }),
      );
      if (readPosition((await positions.read(name)) ?? '') === undefined)
        throw new WebhooksUnusableError(file, `how far \`${name}\` was told can't be read.`);
    }
  } catch (cause) {
    await positions.close();
    if (cause instanceof WebhooksUnusableError || cause instanceof DatabaseUnusableError) throw cause;
    throw new WebhooksUnusableError(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const stopping = new AbortController();
  const send = makeSendEvent(now);
  const deliveries = webhooks.map((webhook) =>
    makeDelivery({ webhook, reading, arrivals, positions, send, pace, now, random: Math.random, report }),
  );
  const running = deliveries.map(({ run }) => run(stopping.signal));
  let stopped: Promise<void> | undefined;
  return {
    states: () => Promise.all(deliveries.map(({ state }) => state())),
    stop: () => {
      stopping.abort();
      stopped ??= Promise.all(running).then(positions.close);
      return stopped;
    },
  };
};
