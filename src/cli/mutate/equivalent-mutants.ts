import { parse } from 'yaml';
import { CouldNot } from '../shell/command.js';
import type { EditionIdentity } from '../../edition/model/edition.js';
import { fileBeside } from '../rules/file-beside.js';
import { readIfThere } from '../shell/read-named.js';

/** A mutant that decides as the edition does in every case, and why. */
export interface Equivalent {
  readonly mutant: string;
  readonly because: string;
}

/** The mutants of an edition that need no scenario to notice them. */
export interface ListedMutants {
  readonly equivalents: readonly Equivalent[];
  /** Ids of those that no scenario notices yet. */
  readonly open: readonly string[];
  /** Ids of both. */
  readonly ids: readonly string[];
  /** The file in which each id stands. */
  readonly fileOf: (id: string) => string;
}

/** Reads both lists of an edition, which need not be there. */
export const readListed = async (features: string, identity: EditionIdentity): Promise<ListedMutants> => {
  const equivalentsFile = await fileBeside(features, identity, 'equivalent-mutants.yaml');
  const openFile = await fileBeside(features, identity, 'open-mutants.yaml');
  const equivalents = await readEquivalents(equivalentsFile);
  const open = await readOpenMutants(openFile);
  const ids = [...equivalents.map(({ mutant }) => mutant), ...open];
  return { equivalents, open, ids, fileOf: (id) => (open.includes(id) ? openFile : equivalentsFile) };
};

/** Reads a file `equivalent-mutants.yaml`; none where there is no such file. */
const readEquivalents = async (file: string): Promise<readonly Equivalent[]> => {
  const text = await readIfThere(file);
  if (text === undefined) return [];
  const read: unknown = parse(text);
  if (!isTable(read)) {
    throw new CouldNot(`\`${file}\` must be \`equivalents:\`, a list of { because, mutants: [id, …] }.`);
  }
  return read.equivalents.flatMap(({ because, mutants }) => mutants.map((mutant) => ({ mutant, because })));
};

/** Reads a file `open-mutants.yaml`: the ids of mutants that no scenario notices yet, though they decide otherwise; none where there is no such file. */
const readOpenMutants = async (file: string): Promise<readonly string[]> => {
  const text = await readIfThere(file);
  if (text === undefined) return [];
  const read: unknown = parse(text);
  if (!isObject(read) || !isTexts(read['open'])) {
    throw new CouldNot(`\`${file}\` must be \`open:\`, a list of ids of mutants.`);
  }
  return read['open'];
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item: unknown) => typeof item === 'string');

interface Table {
  readonly equivalents: readonly { readonly because: string; readonly mutants: readonly string[] }[];
}

const isTable = (value: unknown): value is Table =>
  isObject(value) &&
  Array.isArray(value['equivalents']) &&
  value['equivalents'].every(
    (entry: unknown) =>
      isObject(entry) &&
      typeof entry['because'] === 'string' &&
      entry['because'].trim() !== '' &&
      Array.isArray(entry['mutants']) &&
      entry['mutants'].every((mutant: unknown) => typeof mutant === 'string'),
  );

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
