import { useEffect, useState, type ReactElement } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { hasForm } from './file-kinds.js';

/** How a file is shown: as a form, as its text, or as both, which are one document. */
export type FileView = 'form' | 'yaml' | 'both';

const views: Readonly<Record<FileView, string>> = { form: 'Form', yaml: 'YAML', both: 'Both' };

/** What the text of a file is called. */
const textWords = (name: string): string => (name.endsWith('.csv') ? 'CSV' : views.yaml);
const storageName = 'clausebook-file-view';

const isView = (text: unknown): text is FileView => typeof text === 'string' && Object.hasOwn(views, text);

/**
 * How a file is shown, as the reader chose last; first as a form.
 * @param line a line that somebody is led to, which only the text has
 */
export const useFileView = (
  name: string,
  line: number | null,
): readonly [FileView, (view: FileView) => void] => {
  const [view, setView] = useState<FileView>(() => {
    const kept = localStorage.getItem(storageName);
    return isView(kept) ? kept : 'form';
  });
  useEffect(() => {
    if (line !== null) setView((before) => (before === 'form' ? 'yaml' : before));
  }, [line]);
  const choose = (chosen: FileView): void => {
    localStorage.setItem(storageName, chosen);
    setView(chosen);
  };
  return [hasForm(name) ? view : 'yaml', choose];
};

/** The choice between them. */
export const FileViewChoice = ({
  name,
  view,
  choose,
}: {
  readonly name: string;
  readonly view: FileView;
  readonly choose: (view: FileView) => void;
}): ReactElement => (
  <ToggleButtonGroup
    className="file-view"
    aria-label="Show the file as"
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[view]}
    onSelectionChange={(keys) => {
      const [chosen] = keys;
      if (isView(chosen)) choose(chosen);
    }}
  >
    {Object.entries(views).map(([id, words]) => (
      <ToggleButton id={id} key={id}>
        {id === 'yaml' ? textWords(name) : words}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);
