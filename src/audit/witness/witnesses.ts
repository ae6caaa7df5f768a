import type { Checkpoint } from '../chain/checkpoint.js';
import type { DecisionLog } from '../store/decision-log.js';
import type { Positions } from '../store/positions.js';
import {
  firstTold,
  makeAttesting,
  stampKey,
  usualWitnessPace,
  type WitnessPace,
  type WitnessState,
} from './attest.js';
import { openWitness } from './open-witness.js';

/** Those who are told of checkpoints. */
export interface Witnesses {
  readonly states: () => Promise<readonly WitnessState[]>;
  /** A checkpoint was made: they are told soon, and nobody waits for it. */
  readonly made: () => void;
  /** The time stamp of a checkpoint, DER in base64; `undefined` where it has none. */
  readonly timeStampOf: (checkpoint: Checkpoint) => Promise<string | undefined>;
  /** Tells no more, once the last checkpoint was sent where that takes no longer than `endMs`. */
  readonly stop: (endMs?: number) => Promise<void>;
}

/** What telling witnesses needs. */
export interface WitnessesParts {
  readonly log: Pick<DecisionLog, 'checkpoints'>;
  readonly addresses: readonly string[];
  readonly positions: Positions;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly report: (name: string, reason: string | null) => void;
  readonly pace?: WitnessPace | undefined;
}

/** What is under way when the service stops may take so long. */
const usualEndMs = 2_000;
const endLookMs = 50;

/** Begins to tell each witness, by itself. Rejects with `WitnessUnusableError`, and where it can't be kept how far they were told. */
export const startWitnesses = async (parts: WitnessesParts): Promise<Witnesses> => {
  const { log, positions, now, report, pace = usualWitnessPace } = parts;
  const witnesses = await Promise.all([...new Set(parts.addresses)].map(openWitness));
  for (const { key } of witnesses) await positions.begin(key, async () => firstTold(await log.checkpoints()));
  const stopping = new AbortController();
  const all = witnesses.map((witness) =>
    makeAttesting({ witness, log, positions, pace, now, random: Math.random, report }),
  );
  const running = all.map(({ run }) => run(stopping.signal));
  const states: Witnesses['states'] = () => Promise.all(all.map(({ state }) => state()));
  let stopped: Promise<void> | undefined;
  return {
    states,
    made: () => {
      for (const { wake } of all) wake();
    },
    timeStampOf: (checkpoint) => positions.read(stampKey(checkpoint)),
    stop: (endMs = usualEndMs) => {
      stopped ??= (async () => {
        const until = now() + endMs;
        // The last checkpoint is made as the log closes: whoever takes it at once has it.
        const isOpen = ({ waiting, failingSince }: WitnessState): boolean =>
          waiting !== 0 && failingSince === null;
        while (now() < until && (await states()).some(isOpen))
          await new Promise((resolve) => setTimeout(resolve, endLookMs));
        stopping.abort();
        await Promise.all(running);
        await positions.close();
      })();
      return stopped;
    },
  };
};
