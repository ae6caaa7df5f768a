import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../language/canonical.js';
import type { EditionProof } from '../../proof/prove-edition.js';
import { writeWhole } from '../shell/write-whole.js';

/**
 * Writes the evidence of a proof: `<document>/<revision>/<decision>.smt2`, which any solver of SMT-LIB reads, and `proof.json` with what became
 * of each property, `always-<invariant>.smt2` likewise, by which solver, of which release. Gives the digest of `proof.json`, which names them all.
 */
export const writeProof = async (folder: string, proof: EditionProof): Promise<string> => {
  const { document, revision } = proof.edition;
  const place = join(folder, document, revision);
  await mkdir(place, { recursive: true });
  for (const one of proof.decisions)
    if (one.code === 'tried') await writeWhole(join(place, `${one.decision}.smt2`), one.smt);
  for (const one of proof.invariants)
    if (one.code === 'tried') await writeWhole(join(place, `always-${one.invariant}.smt2`), one.smt);
  const text = `${JSON.stringify(proof, (key, value: unknown) => (key === 'smt' ? undefined : value), 2)}\n`;
  await writeWhole(join(place, 'proof.json'), text);
  return sha256(text);
};
