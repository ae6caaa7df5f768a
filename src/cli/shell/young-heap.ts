import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's space for young objects as small as it begins. What a start loads stays, so that a larger space would only be memory that a
 * service at rest never gives back. To be called again after a thread was started: V8 then takes its usual factor for all threads.
 */
export const keepYoungHeapSmall = (): void => {
  setFlagsFromString('--semi-space-growth-factor=1');
};

/** Lets it grow to its full size as soon as a load fills it: under a load a small one costs a twentieth of each answer. */
export const letYoungHeapGrow = (): void => {
  setFlagsFromString('--semi-space-growth-factor=16');
};
