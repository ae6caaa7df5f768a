import { parse } from 'yaml';
import { editFigure, figureForms } from '../../analysis/editing/figures.js';
import { refused, type Edited } from '../../analysis/editing/edit-refusal.js';
import { editTable, tableForms } from '../../analysis/editing/tables.js';
import { editRule, ruleForms } from '../../analysis/editing/rules.js';
import type { Edition, EditionIdentity } from '../../edition/model/edition.js';
import { isRuleSetFile } from '../../edition/read/edition-files.js';
import { lacksReview, type loadDraft } from './load-draft.js';
import { isRecord } from '../../language/values.js';
import type { EditAnswer, FileChange, FileForm } from '../../wire/book/forms.js';

/** A file of a draft that is shown or edited as a form; plain data, since a thread of its own does it. */
export interface FormFile {
  /** The draft's files, this one as it stands in the editor. */
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  /** The release that the draft was made from. */
  readonly from: EditionIdentity;
  readonly released: ReadonlyMap<string, string>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The edition of a release, by its digest and files. */
type ReleasedEdition = (release: {
  readonly digest: string;
  readonly files: ReadonlyMap<string, string>;
}) => Promise<Edition>;

/** A file as a form; `none` where only its text shows it. */
export const formOf = async (
  opened: FormFile,
  load: typeof loadDraft,
  released: ReleasedEdition,
): Promise<FileForm> => {
  const text = opened.files.get(opened.file) ?? '';
  if (opened.file === 'parameters.yaml')
    return { kind: 'figures', ...figureForms(text, releasedText(opened), opened.now) };
  if (isTables(opened.file)) return { kind: 'tables', tables: tableForms(opened.files, opened.file) };
  if (!isRuleSetFile(opened.file)) return { kind: 'none' };
  const { edition, diagnostics } = load(opened.files);
  const known = edition ?? (await released({ digest: opened.from.digest, files: opened.released }));
  const wrong = diagnostics.filter((one) => !lacksReview(one));
  const rules = ruleForms(text, opened.file, { edition, known, diagnostics: wrong });
  return rules === undefined ? { kind: 'none' } : { kind: 'rules', ...rules };
};

const isTables = (file: string): boolean => file === 'tables.yaml' || file.endsWith('.csv');

/** A file with a change that a form made. */
export const editedBy = (opened: FormFile, change: FileChange): EditAnswer => {
  const { files, file, now } = opened;
  const text = files.get(file) ?? '';
  if (change.kind === 'rule')
    return answerOf(isRuleSetFile(file) ? editRule(text, file, change) : elsewhere(file));
  if (change.kind !== 'figure')
    return answerOf(isTables(file) ? editTable(files, file, change) : elsewhere(file));
  return answerOf(
    file === 'parameters.yaml' ? editFigure(text, change, releasedText(opened), now) : elsewhere(file),
  );
};

const elsewhere = (file: string): Edited =>
  refused([], `${file} has nothing of this kind.`, 'Open the file that has it.');

const answerOf = (edited: Edited): EditAnswer =>
  edited.code === 'edited'
    ? { kind: 'edited', text: edited.text }
    : { kind: 'refused', remarks: edited.remarks };

/** The file as it was released, where the draft is of the same revision: a new revision is bound by no figure of an earlier one. */
const releasedText = ({ files, file, from, released }: FormFile): string | undefined => {
  const head = headIn(files.get('edition.yaml') ?? '');
  return head?.['document'] === from.document && head['revision'] === from.revision
    ? released.get(file)
    : undefined;
};

const headIn = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const head: unknown = parse(text, { logLevel: 'silent' });
    return isRecord(head) ? head : undefined;
  } catch {
    return undefined; // The check tells what is wrong with it.
  }
};
