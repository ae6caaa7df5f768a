import { openWhole } from '../shell/write-whole.js';
import { CouldNot, type Shell } from '../shell/command.js';
import { toldReason } from '../shell/told-reason.js';

/** Where the answers go. */
export interface BatchOutput {
  /** Resolves once more may be written. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** All is written. */
  readonly keep: () => Promise<void>;
  /** Not all is: a file is left as it was. */
  readonly discard: () => Promise<void>;
}

/** The standard output, or a file that is there only once it is whole. Throws {@link CouldNot} where it cannot be written. */
export const openOutput = async (file: string | undefined, shell: Shell): Promise<BatchOutput> => {
  const nothing = (): Promise<void> => Promise.resolve();
  if (file === undefined) return { write: shell.outBytes, keep: nothing, discard: nothing };
  const couldNot = (error: unknown): never => {
    const why = toldReason(error);
    throw new CouldNot(`\`${file}\` cannot be written: ${why}`, { cause: error });
  };
  const whole = await openWhole(file).catch(couldNot);
  return {
    write: (bytes) => whole.write(bytes).catch(couldNot),
    keep: () => whole.keep().catch(couldNot),
    discard: whole.discard,
  };
};
