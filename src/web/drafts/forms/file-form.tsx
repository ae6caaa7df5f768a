import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { askForm } from '../../api/drafts.js';
import { ErrorState } from '../../parts/error-state.js';
import { NotYet } from '../../parts/not-yet.js';
import type { Finding } from '../../../wire/book/drafts.js';
import type { FileForm as Form } from '../../../wire/book/forms.js';
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
      {form.data.kind === 'figures' ? (
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

export default FileForm;
