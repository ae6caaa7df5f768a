import { exploreEdition } from '../../../analysis/boundary/explore-edition.js';
import { refuseFirstRelease, refuseNextRelease } from '../../../analysis/publishing/compare-releases.js';
import type { StoredRecord } from '../../../audit/record/record.js';
import type { Diagnostic } from '../../../edition/read/diagnostic.js';
import type { Edition } from '../../../edition/model/edition.js';
import { tableToCsv, type TableExchange } from '../../../edition/read/exchange-table.js';
import { loadEdition } from '../../../edition/build/load-edition.js';
import { preparedEditions } from '../../../edition/build/product-editions.js';
import { makeCompiledEvaluator } from '../../../engine/compiled/compiled-evaluator.js';
import { formatInstant } from '../../../language/instants.js';
import { reviewsFor, reviewStates, unreadableToReview } from '../../../edition/read/write-reviews.js';
import type { FeatureSources } from '../../../scenarios/compile-features.js';
import type { FeatureText } from '../../../scenarios/read-gherkin.js';
import { asIfApplied, laterFigures } from '../../../analysis/impact/later-figures.js';
import { tryRecords } from './draft-impact.js';
import { tryScenarios } from './draft-scenarios.js';
import type { Check, ImpactNews, ScenarioNews } from '../../../wire/book/drafts.js';
import type { EditAnswer, FileChange, FileForm } from '../../../wire/book/forms.js';
import type { Draft } from '../draft.js';
import { editedBy, formOf, type FormFile } from '../draft-forms.js';
import { draftPatch } from '../draft-patch.js';
import { makeLoadDraft, type LoadedDraft } from '../load-draft.js';

/** File name to text. */
export type Files = ReadonlyMap<string, string>;

/** A published release as files. */
export interface ReleasedFiles {
  readonly digest: string;
  readonly files: Files;
}

/** What is to be done with a draft; plain data, since a thread of its own does it. */
export type DraftTask =
  | {
      readonly kind: 'check';
      readonly files: Files;
      /** Whether to look for rules that conflict or leave a gap, too. */
      readonly deep: boolean;
      /** What it would follow when it is published, at epoch milliseconds; left out where that is not asked. */
      readonly follows?: { readonly released: ReleasedFiles; readonly now: number };
    }
  | {
      readonly kind: 'scenarios';
      readonly files: Files;
      /** The release that the draft was made from, then other editions of the document. */
      readonly released: ReleasedFiles;
      readonly others: readonly ReleasedFiles[];
      readonly features: FeatureSources;
      /** Scenarios of the draft's own. */
      readonly own: readonly FeatureText[];
      /** Epoch milliseconds. */
      readonly now: number;
    }
  | ({ readonly kind: 'form' } & FormFile)
  | ({ readonly kind: 'edit'; readonly change: FileChange } & FormFile)
  | {
      readonly kind: 'table-csv';
      readonly files: Files;
      readonly table: string;
      readonly separator: string;
    }
  /** The reviews of all that it cites, with those that are lacking by somebody at a time (epoch milliseconds). */
  | { readonly kind: 'reviews'; readonly files: Files; readonly by: string; readonly at: number }
  | { readonly kind: 'patch'; readonly draft: Pick<Draft, 'from' | 'released' | 'changed'> }
  | {
      readonly kind: 'impact';
      readonly files: Files;
      readonly records: readonly StoredRecord[];
      /** The release that the draft was made from. */
      readonly released: ReleasedFiles;
      /** As if figures that it changes later on had been otherwise all the time. */
      readonly already: boolean;
      /** A fact by whose values cases are looked at together. */
      readonly by?: string | undefined;
      /** Epoch milliseconds. */
      readonly now: number;
    };

/** What is told while a draft is worked on. */
export type DraftNews =
  Check | ScenarioNews | ImpactNews | PatchNews | FormNews | EditNews | TableNews | ReviewsNews;

/** The text of reviews.yaml; `null` where the files can't be read whole, or nothing is lacking. */
export interface ReviewsNews {
  readonly kind: 'reviews';
  readonly text: string | null;
}

/** The rows of a table as CSV, or why there are none. */
export interface TableNews {
  readonly kind: 'table-csv';
  readonly made: TableExchange;
}

/** A file as a form. */
export interface FormNews {
  readonly kind: 'form';
  readonly form: FileForm;
}

/** What came of an edit. */
export interface EditNews {
  readonly kind: 'edit';
  readonly answer: EditAnswer;
}

/** What a draft changes, as a patch. */
export interface PatchNews {
  readonly kind: 'patch';
  readonly text: string;
}

/** Cases for each decision. */
const searchLimit = 1_000;

/** Works on a draft, and tells how it goes. */
export type WorkOn = (task: DraftTask) => AsyncGenerator<DraftNews>;

/** Makes what works on drafts, one task after the other; remembers what it loaded, which takes longer than the rest. */
export const makeWorkOn = (): WorkOn => {
  const load = makeLoadDraft();
  const released = makeLoadReleased();
  return async function* workOn(task) {
    if (task.kind === 'patch') {
      yield { kind: 'patch', text: draftPatch(task.draft) };
      return;
    }
    if (task.kind === 'reviews') {
      yield { kind: 'reviews', text: lackingReviews(task.files, task) };
      return;
    }
    if (task.kind === 'form') {
      yield { kind: 'form', form: await formOf(task, load, released) };
      return;
    }
    if (task.kind === 'table-csv') {
      yield { kind: 'table-csv', made: tableToCsv(task.files, '', task.table, task.separator) };
      return;
    }
    if (task.kind === 'edit') {
      yield { kind: 'edit', answer: editedBy(task, task.change) };
      return;
    }
    const loaded = load(task.files);
    if (task.kind === 'check') {
      const { follows } = task;
      const refusals =
        follows === undefined
          ? []
          : refusalsOf(loaded.edition, await released(follows.released), follows.now);
      yield { ...(await check(loaded, task.deep)), refusals };
      return;
    }
    const { edition, unreviewed, diagnostics } = loaded;
    if (edition === undefined) {
      yield { kind: 'not-whole', errors: errorsIn(diagnostics) };
      return;
    }
    if (unreviewed) yield { kind: 'unreviewed' };
    if (task.kind === 'impact') {
      const from = await released(task.released);
      const later = laterFigures(edition, from, task.now);
      yield* tryRecords({
        draft: task.already ? asIfApplied(edition, later) : edition,
        ...{ records: task.records, later, by: task.by },
        releaseOf: (digest) => (digest === task.released.digest ? from : undefined),
      });
    } else
      yield* tryScenarios({
        draft: edition,
        before: await released(task.released),
        others: await Promise.all(task.others.map(released)),
        features: task.features,
        own: task.own,
        clock: () => task.now,
      });
  };
};

const lackingReviews = (
  files: Files,
  { by, at }: { readonly by: string; readonly at: number },
): string | null => {
  // What can't be read would be forgotten.
  if (unreadableToReview(files, '').length > 0) return null;
  if (reviewStates(files)?.every(({ state }) => state === 'reviewed') ?? true) return null;
  return reviewsFor(files, { by, at: formatInstant(at) }) ?? null;
};

/** Why publishing would refuse an edition after the release that its draft was made from. */
const refusalsOf = (edition: Edition | undefined, before: Edition, now: number): Check['refusals'] => {
  if (edition === undefined) return [];
  const { document, revision } = before.identity;
  const isNext = edition.identity.document === document && edition.identity.revision === revision;
  return isNext ? refuseNextRelease(before, edition, now) : refuseFirstRelease(edition, now);
};

const check = async (
  { edition, unreviewed, diagnostics }: LoadedDraft,
  deep: boolean,
): Promise<Omit<Check, 'refusals'>> => {
  const digest = edition === undefined || unreviewed ? null : edition.identity.digest;
  if (!deep || edition === undefined)
    return { kind: 'checked', digest, unreviewed, diagnostics: bounded(diagnostics), looked: null };
  const explored = await exploreEdition(makeCompiledEvaluator(edition), edition, { limit: searchLimit });
  return {
    kind: 'checked',
    digest: errorsIn(explored.diagnostics) === 0 ? digest : null,
    unreviewed,
    diagnostics: bounded([...diagnostics, ...explored.diagnostics]),
    looked: explored.explorations.reduce((sum, { cases }) => sum + cases, 0),
  };
};

/** So many are told of what is wrong, and so much of each message. */
const mostDiagnostics = 500;
const longestMessage = 2000;

const bounded = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const more = diagnostics.length - mostDiagnostics;
  return diagnostics.slice(0, mostDiagnostics).map((diagnostic, nth) => {
    const isLast = more > 0 && nth === mostDiagnostics - 1;
    const { message } = diagnostic;
    const told = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
    return { ...diagnostic, message: isLast ? `${told} And ${more} more places are wrong.` : told };
  });
};

const errorsIn = (diagnostics: readonly Diagnostic[]): number =>
  diagnostics.filter(({ severity }) => severity === 'error').length;

const mostRemembered = 8;

/** What was published was checked before, and is often one of those that were prepared when the product was built. */
const makeLoadReleased = (): ((release: ReleasedFiles) => Promise<Edition>) => {
  const known = new Map<string, Edition>();
  const remember = (digest: string, edition: Edition): Edition => {
    if (!known.has(digest) && known.size >= mostRemembered) known.clear();
    known.set(digest, edition);
    return edition;
  };
  return async ({ digest, files }) => {
    const here = known.get(digest) ?? (await preparedEditions.find(files));
    if (here !== undefined) return remember(digest, here);
    const { edition, diagnostics } = loadEdition(files);
    if (edition === undefined)
      throw new Error(`A release does not load: ${diagnostics[0]?.message ?? 'for no told reason'}`);
    return remember(digest, edition);
  };
};
