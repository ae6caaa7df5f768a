import type { KeptProofs, KeptProperty } from '../../../src/proof/prove-formula.js';

/** Keeps proofs as long as the test has it. */
export const keptInMemory = (): KeptProofs => {
  const kept = new Map<string, readonly KeptProperty[]>();
  return {
    read: (name) => Promise.resolve(kept.get(name) ?? []),
    write: (name, properties) => {
      kept.set(name, properties);
      return Promise.resolve();
    },
  };
};
