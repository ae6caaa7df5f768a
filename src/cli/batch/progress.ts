import { counted } from '../../language/numbers/counted.js';
import type { RefusedLine } from './messages.js';

/** How far a batch is. */
export interface Counts {
  readonly decided: number;
  readonly refused: number;
  /** `null` where none is. */
  readonly firstRefused: RefusedLine | null;
  /** Bytes of the input that are answered. */
  readonly readBytes: number;
}

/** How a batch is followed. */
export interface ProgressOptions {
  /** Bytes of the whole input; `null` where nobody knows. */
  readonly sizeBytes: number | null;
  readonly startedAt: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** At most one line in so many milliseconds. */
  readonly everyMs: number;
  readonly tell: (line: string) => void;
}

/** Tells now and then how far a batch is: lines, lines per second and, where the size is known, the share and the time that remains. */
export const makeProgress = (options: ProgressOptions): ((counts: Counts) => void) => {
  let toldAt = options.startedAt;
  return (counts) => {
    const at = options.now();
    if (at - toldAt < options.everyMs) return;
    toldAt = at;
    options.tell(tellProgress(counts, at - options.startedAt, options.sizeBytes));
  };
};

const tellProgress = (
  { decided, refused, readBytes }: Counts,
  elapsedMs: number,
  sizeBytes: number | null,
): string => {
  const parts = [counted(decided + refused, 'line'), `${tellRate(decided + refused, elapsedMs)} per second`];
  if (sizeBytes !== null && sizeBytes > 0 && readBytes > 0) {
    const share = Math.min(1, readBytes / sizeBytes);
    parts.push(`${Math.floor(share * 100)} %`, `${tellDuration((elapsedMs * (1 - share)) / share)} left`);
  }
  return parts.join(', ');
};

/** What a batch came to, in a line. */
export const tellSummary = ({ decided, refused, firstRefused }: Counts, elapsedMs: number): string =>
  `${counted(decided + refused, 'line')} in ${tellDuration(elapsedMs)} (${tellRate(decided + refused, elapsedMs)} per second): ` +
  `${tellCount(decided)} decided, ${tellCount(refused)} refused; nothing is recorded` +
  (firstRefused === null ? '' : `; first refused: line ${firstRefused.line}, ${firstRefused.code}`);

const tellCount = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 0 });

const tellRate = (lines: number, elapsedMs: number): string =>
  tellCount(elapsedMs > 0 ? (lines * 1000) / elapsedMs : lines);

/** `m:ss`. */
const tellDuration = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
