import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's space for young objects as small as it begins. What a start loads stays, so that a larger space would only be memory that a
 * service at rest never gives back. To be called again after a thread was started: V8 then takes its usual factor for all threads.
 */
export const keepYoungHeapSmall = (): void => {
  setFlagsFromString('--semi-space-growth-factor=1');
};

/** Lets it grow with the load, as is usual. */
export const letYoungHeapGrow = (): void => {
  setFlagsFromString('--semi-space-growth-factor=2');
};
