import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeatureSources } from './compile-features.js';
import { featureFiles } from './feature-files.js';

/** The scenarios of a contract as files hold them, or that it has none. */
export type ReadFeatures =
  | { readonly code: 'read'; readonly sources: FeatureSources }
  /** The contract has no folder, or there is no phrase table in it. */
  | { readonly code: 'no-features'; readonly missing: string };

/**
 * Reads `<directory>/<document>/`: every `*.feature` in it, at any depth, in the order of their paths, and `phrases.yaml`. Throws where
 * what is there cannot be read.
 */
export const readFeatures = async (directory: string, document: string): Promise<ReadFeatures> => {
  const folder = join(directory, document);
  const table = join(folder, 'phrases.yaml');
  let phrases: string;
  try {
    phrases = await readFile(table, 'utf8');
  } catch (error) {
    if (isMissing(error)) return { code: 'no-features', missing: table };
    throw error;
  }
  const features = (await featureFiles(folder)).map(async (file) => {
    const uri = join(folder, file);
    return { uri, text: await readFile(uri, 'utf8') };
  });
  return {
    code: 'read',
    sources: { document, features: await Promise.all(features), phrases: { uri: table, text: phrases } },
  };
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
