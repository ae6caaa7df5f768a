import { fileURLToPath } from 'node:url';
import { placeOf, refreshProduct } from './plain-sources.mjs';

const source = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/**
 * The command line of the product as plain JavaScript, made of its sources as they are: a process of it needs no hooks, and finds the editions
 * that were prepared for the run.
 */
export const productMain = (): string => {
  refreshProduct();
  return placeOf(source);
};
