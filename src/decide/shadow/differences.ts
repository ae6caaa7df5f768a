import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DurableFile, isAbsent, syncFolder } from '../../audit/store/durable-file.js';
import type { EditionIdentity } from '../../edition/model/edition.js';
import type { Difference, EvaluatorAnswer } from '../../engine/shadow-evaluator.js';
import { formatInstant } from '../../language/instants.js';

/** What a log may say of a difference: no facts, no values. */
export interface DifferenceNote {
  readonly decision: string;
  readonly edition: EditionIdentity;
  readonly asked: Difference['asked'];
  /** JSON Pointers into what the evaluators said. */
  readonly paths: readonly string[];
  readonly kept: Kept;
}

/** Whether the case of a difference is kept. */
export type Kept =
  /** `file` from the data directory on. */
  | { readonly code: 'kept'; readonly file: string }
  | { readonly code: 'no-room'; readonly most: number }
  | { readonly code: 'no-data-directory' }
  | { readonly code: 'not-written'; readonly cause: unknown };

/** Keeps what is needed to repeat differences. */
export interface Differences {
  /** Keeps a case, as far as there is room, then tells of it; never throws. */
  readonly keep: (edition: EditionIdentity, difference: Difference) => void;
  /** Resolves when everything that was handed over is kept or given up, and told. */
  readonly settled: () => Promise<void>;
}

/** Where and how many differences are kept. */
export interface DifferencesParts {
  /** `null` keeps none. */
  readonly dataDirectory: string | null;
  /** So many cases lie in the folder at most, those of earlier runs among them. */
  readonly most?: number;
  /** Counted up for each difference that was not kept. */
  readonly counts: { notKept: number };
  /** Unique, of letters, digits and hyphens. */
  readonly newId: () => string;
  readonly report: (note: DifferenceNote) => void;
}

const folderName = 'differences';
const defaultMost = 100;

/**
 * Keeps each difference as two files in `differences/`: `<digest>-<id>.json` tells where the evaluators differ and what both said,
 * `<digest>-<id>.request.json` is the request as `clausebook decide` takes it. Both hold the facts as they came, personal ones among
 * them. They are written whole and forced to disk, one case after the other.
 */
export const makeDifferences = (parts: DifferencesParts): Differences => {
  const { dataDirectory, counts, newId, report } = parts;
  const most = parts.most ?? defaultMost;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const tell = (edition: EditionIdentity, { asked, question, paths }: Difference, kept: Kept): void => {
    if (kept.code !== 'kept') counts.notKept += 1;
    try {
      report({ decision: question.decision, edition, asked, paths, kept });
    } catch {
      // Whoever can't be told must not keep a decision from being answered, nor the next difference from being kept.
    }
  };
  const keepOne = async (edition: EditionIdentity, difference: Difference): Promise<void> => {
    // A case that cannot be kept must not keep a decision from being answered.
    const kept = await write({ dataDirectory, most, newId }, edition, difference).catch(
      (cause: unknown): Kept => ({ code: 'not-written', cause }),
    );
    tell(edition, difference, kept);
  };

  return {
    keep: (edition, difference) => {
      if (waiting >= most) {
        tell(edition, difference, { code: 'no-room', most });
        return;
      }
      waiting += 1;
      last = last
        .then(() => keepOne(edition, difference))
        .finally(() => {
          waiting -= 1;
        });
    },
    settled: () => last,
  };
};

/** Writes both files, the request first. */
const write = async (
  { dataDirectory, most, newId }: Required<Pick<DifferencesParts, 'dataDirectory' | 'most' | 'newId'>>,
  edition: EditionIdentity,
  difference: Difference,
): Promise<Kept> => {
  if (dataDirectory === null) return { code: 'no-data-directory' };
  const folder = join(dataDirectory, folderName);
  if ((await casesIn(folder)) >= most) return { code: 'no-room', most };
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(dataDirectory);
  const { asked, question, paths, leading, reference } = difference;
  const name = `${edition.digest.slice('sha256:'.length, 'sha256:'.length + 12)}-${newId()}`;
  const asOf = formatInstant(question.asOf);
  await writeJson(join(folder, `${name}.request.json`), { asOf, facts: question.facts, edition });
  await writeJson(join(folder, `${name}.json`), {
    decision: question.decision,
    asOf,
    edition,
    asked,
    paths,
    leading: toldOf(leading),
    reference: toldOf(reference),
    request: `${name}.request.json`,
  });
  return { code: 'kept', file: `${folderName}/${name}.json` };
};

/** How many cases there are: each has a request. */
const casesIn = async (folder: string): Promise<number> => {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.request.json')).length;
  } catch (cause) {
    if (isAbsent(cause)) return 0;
    throw cause;
  }
};

const writeJson = (file: string, data: unknown): Promise<void> =>
  new DurableFile<unknown>(file, { parse: (json) => json, print: (written) => written }).write(data);

const toldOf = (said: EvaluatorAnswer): unknown => {
  if (said.code !== 'threw') return said;
  const { error } = said;
  return { code: said.code, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
};

/** A difference in a line for an operator. */
export const tellDifference = ({ decision, edition, asked, paths, kept }: DifferenceNote): string => {
  const where = paths.map((path) => (path === '' ? 'everything' : path)).join(', ');
  return (
    `the evaluators differ on ${asked} ${decision} of ${edition.document}/${edition.revision} (${edition.digest}) at ${where}; ` +
    `the reference answered. ${tellKept(kept)}`
  );
};

const tellKept = (kept: Kept): string => {
  switch (kept.code) {
    case 'kept':
      return `The case is kept in \`${kept.file}\`.`;
    case 'no-room':
      return `The case is not kept: there are ${kept.most} already.`;
    case 'no-data-directory':
      return 'The case is not kept: there is no data directory.';
    case 'not-written':
      return `The case is not kept: ${kept.cause instanceof Error ? kept.cause.message : String(kept.cause)}.`;
  }
};
