import { withScenario } from '../parts/scenario-text.js';
import { withoutPersonal, type TriedCase } from '../try/case-address.js';
import { createDraft, draftPath, writeDraftText } from './drafts.js';
import { askJson } from './request.js';
import { problemOf } from './request-failure.js';
import type { Draft, DraftSummary, DraftText } from '../../wire/book/drafts.js';
import type { ScenarioText } from '../../wire/book/trying.js';

/** A case that is to be kept as a scenario of a draft. */
export interface CaseToKeep {
  readonly decision: string;
  readonly tried: TriedCase;
  /** The dotted names of facts that may identify a person: they are left out. */
  readonly personal: readonly string[];
}

/** Where a case is kept: a draft, or a release of which one is made. */
export type KeptIn = Pick<DraftSummary, 'id' | 'title'> | { readonly release: string };

/** What came of keeping a case. */
export interface KeptScenario {
  readonly draft: Pick<DraftSummary, 'id' | 'title'>;
  readonly file: string;
  readonly title: string;
  /** Whether something personal was left out. */
  readonly isWithoutPersonal: boolean;
}

/** What a draft is called that is made for the first case that is kept. */
const titleOfMade = 'Kept cases';

/** The file of a draft that has its kept cases: no other draft's has this name, so that one is not published over another. */
export const fileOfKept = (draft: string): string => `${draft}.feature`;

/** Puts a case as a scenario at the end of a draft's kept cases. A scenario that stands there already is not put in twice. */
export const keepScenario = async (one: CaseToKeep, into: KeptIn): Promise<KeptScenario> => {
  const { decision, tried, personal } = one;
  const facts = withoutPersonal(tried.facts, personal);
  const { text } = await askJson<ScenarioText>(`/book-data/try/${encodeURIComponent(decision)}/scenario`, {
    method: 'POST',
    body: { ...tried, facts },
  });
  const draft = 'release' in into ? await createDraft(titleOfMade, into.release) : into;
  const isWithoutPersonal = JSON.stringify(facts) !== JSON.stringify(tried.facts);
  return { draft, ...(await appended(draft, text)), isWithoutPersonal };
};

/** Writes it once more where somebody else wrote meanwhile. */
const appended = async (
  draft: KeptScenario['draft'],
  scenario: string,
  times = 3,
): Promise<Pick<KeptScenario, 'file' | 'title'>> => {
  const file = fileOfKept(draft.id);
  const before = await textOf(draft.id, file);
  const { text, title } = withScenario(before?.text ?? `Feature: ${draft.title}\n`, scenario);
  if (text === before?.text) return { file, title };
  try {
    await writeDraftText(draft.id, { name: file, text, etag: before?.etag ?? null });
    return { file, title };
  } catch (error) {
    if (times > 1 && problemOf(error)?.code === 'draft-changed') return appended(draft, scenario, times - 1);
    throw error;
  }
};

const textOf = async (draft: string, file: string): Promise<DraftText | null> => {
  const { scenarios } = await askJson<Draft>(draftPath(draft));
  return scenarios.includes(file) ? askJson<DraftText>(draftPath(draft, 'files', file)) : null;
};
