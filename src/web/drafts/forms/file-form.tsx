import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { askForm } from '../../api/drafts.js';
import { Button } from 'react-aria-components';
import { ErrorState } from '../../parts/error-state.js';
import { NotYet } from '../../parts/not-yet.js';
import type { Finding } from '../../../wire/book/drafts.js';
import type { FileForm as Form } from '../../../wire/book/forms.js';
import { Ticked } from '../trial/ticked.js';
import { RulesForm } from './rules/rules-form.js';
import { TablesForm } from './tables-form.js';
import { FiguresForm } from './figures-form.js';
import type { EditFile } from './use-editing.js';
import './forms.css';

/** What the form of a file is given. */
interface FileFormParts {
  readonly id: string;
  readonly name: string;
  /** As it stands in the editor. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly edit: EditFile;
  /** Writes what is not written yet. */
  readonly save: () => Promise<void>;
  /** Shows the file as its text. */
  readonly showText: () => void;
}

/** A file of a draft as a form. What the form changes is written into the same text that the editor shows. */
const FileForm = (parts: FileFormParts): ReactElement => {
  const { id, name, text } = parts;
  const form = useQuery<Form>({
    queryKey: ['draft-form', id, name, text],
    queryFn: () => askForm(id, name, text),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  if (form.data === undefined) return <NotYet of={form} what="the form" />;
  return (
    <div className="file-form" aria-busy={form.isPlaceholderData}>
      {form.isError ? <ErrorState error={form.error} retry={form.refetch} /> : null}
      {isEmpty(form.data) && parts.findings.length > 0 ? (
        <Unreadable {...parts} />
      ) : form.data.kind === 'figures' ? (
        <FiguresForm form={form.data} edit={parts.edit} />
      ) : form.data.kind === 'tables' ? (
        <TablesForm {...parts} tables={form.data.tables} />
      ) : form.data.kind === 'rules' ? (
        <RulesForm {...parts} form={form.data} />
      ) : (
        <p>This file is shown by its YAML alone.</p>
      )}
    </div>
  );
};

/** Whether a form has nothing to show. */
const isEmpty = (form: Form): boolean =>
  form.kind === 'none' ||
  (form.kind === 'tables'
    ? form.tables.length === 0
    : (form.kind === 'figures' ? form.figures : form.rules).length === 0 && form.broken.length === 0);

/** Why a form shows nothing: what is wrong with the text, and the way to it. */
const Unreadable = ({ findings, showText }: FileFormParts): ReactElement => (
  <div className="form-note">
    <p>The form shows nothing of what can’t be read. Mend the text first:</p>
    <ul>
      {findings.map(({ line, message, hint }, place) => (
        <li key={place}>
          Line {line}: <Ticked text={message} /> <Ticked text={hint} />
        </li>
      ))}
    </ul>
    <Button className="button" onPress={showText}>
      Show the text
    </Button>
  </div>
);

export default FileForm;
