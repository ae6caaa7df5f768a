import { lazy, Suspense, useEffect, useState, type ReactElement, type RefObject } from 'react';
import { Button } from 'react-aria-components';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useDraftText, useWords } from '../api/drafts.js';
import { ErrorState } from '../parts/error-state.js';
import { Loading } from '../parts/loading.js';
import { lineOfAnchor } from './draft-address.js';
import { useSaving, type Saved } from './use-saving.js';
import type { DraftText, Finding, Written } from '../../wire/book/drafts.js';

/** Writes what is typed, now. */
export type SaveNow = () => Promise<void>;

// Most of the book is read without it.
const CodeEditor = lazy(() => import('./code-editor.js'));

interface FilePaneParts {
  readonly id: string;
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly onWritten: (written: Written) => void;
  readonly saveNow: RefObject<SaveNow | null>;
}

/** One file of a draft in the editor. */
export const FilePane = (parts: FilePaneParts): ReactElement => {
  const text = useDraftText(parts.id, parts.name);
  const [opened, setOpened] = useState(0);
  return (
    <section className="file-pane" aria-label={`The file ${parts.name}`}>
      {text.data !== undefined && !text.isRefetching ? (
        <OpenFile
          key={opened}
          {...parts}
          text={text.data}
          openAgain={() =>
            void text.refetch().then(() => {
              setOpened((times) => times + 1);
            })
          }
        />
      ) : text.isError ? (
        <ErrorState error={text.error} retry={text.refetch} />
      ) : (
        <Loading what={parts.name} />
      )}
    </section>
  );
};

const OpenFile = ({
  id,
  name,
  findings,
  onWritten,
  saveNow,
  text,
  openAgain,
}: FilePaneParts & { readonly text: DraftText; readonly openAgain: () => void }): ReactElement => {
  const { saved, change, save, keepMine } = useSaving(id, text, onWritten);
  const words = useWords(id);
  const line = lineOfAnchor(useLocationProperty(() => window.location.hash));
  useEffect(() => {
    saveNow.current = save;
    return () => {
      saveNow.current = null;
    };
  }, [saveNow, save]);
  return (
    <>
      <div className="file-head">
        <h2>{name}</h2>
        <p className="hint" role="status">
          {told[saved.state]}
        </p>
      </div>
      <SavingTrouble saved={saved} save={save} keepMine={keepMine} openAgain={openAgain} />
      <Suspense fallback={<Loading what="the editor" />}>
        <CodeEditor
          name={name}
          text={text.text}
          findings={findings}
          words={words.data ?? []}
          line={line}
          onChange={change}
          onSave={() => void save()}
        />
      </Suspense>
    </>
  );
};

const told: Readonly<Record<Saved['state'], string>> = {
  saved: 'Saved in the draft',
  typing: 'Typing …',
  saving: 'Saving …',
  conflict: 'Not saved',
  failed: 'Not saved',
};

const SavingTrouble = ({
  saved,
  save,
  keepMine,
  openAgain,
}: {
  readonly saved: Saved;
  readonly save: () => Promise<void>;
  readonly keepMine: () => Promise<void>;
  readonly openAgain: () => void;
}): ReactElement | null => {
  if (saved.state === 'failed') return <ErrorState error={saved.error} retry={save} />;
  if (saved.state !== 'conflict') return null;
  return (
    <div className="error" role="alert">
      <p className="error-title">Somebody else changed this file meanwhile.</p>
      <p>Your text is still here, and not saved.</p>
      <div className="file-choices">
        <Button className="button" onPress={openAgain}>
          Take theirs
        </Button>
        <Button className="button" onPress={() => void keepMine()}>
          Save mine over it
        </Button>
      </div>
    </div>
  );
};
