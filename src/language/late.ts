import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';

/** Something that takes long to load, and is loaded once: when a service listens already, or when it is first asked for. */
export interface Late<Thing> {
  /** `undefined` as long as it is not there. */
  readonly now: Thing | undefined;
  /** Rejects where it can't be loaded, with {@link NotLoadableError} where that is for now; the next call tries it again. */
  readonly load: () => Promise<Thing>;
}

/** There are too few file descriptors to load anything with. */
export class NotLoadableError extends Error {
  override readonly name = 'NotLoadableError';
  readonly code = 'not-loadable';
}

/** As many files as the loading of modules may hold open at a time, with some to spare. */
const filesAtOnce = 160;

/**
 * Makes what is loaded once. Node remembers for the life of a process that a module could not be read, and so whatever imports it: nothing is
 * tried while files can't be opened.
 */
export const makeLate = <Thing>(load: () => Promise<Thing>): Late<Thing> => {
  let now: Thing | undefined;
  let loading: Promise<Thing> | undefined;
  const loadNow = async (): Promise<Thing> => {
    needDescriptors();
    return (now = await load());
  };
  return {
    get now() {
      return now;
    },
    load: () => {
      if (now !== undefined) return Promise.resolve(now);
      loading ??= loadNow().finally(() => (loading = undefined));
      return loading;
    },
  };
};

/** Throws {@link NotLoadableError} where too few files can be opened to load anything. */
export const needDescriptors = (): void => {
  const descriptors: number[] = [];
  try {
    while (descriptors.length < filesAtOnce) descriptors.push(openSync(devNull, 'r'));
  } catch (cause) {
    throw new NotLoadableError('No more files can be opened now.', { cause });
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
};
