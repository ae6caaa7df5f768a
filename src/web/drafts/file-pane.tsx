import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ReactElement,
  type RefObject,
} from 'react';
import { Button } from 'react-aria-components';
import { useLocationProperty } from 'wouter/use-browser-location';
import { askEdit, useDraftText, useWords } from '../api/drafts.js';
import { ErrorState } from '../parts/error-state.js';
import { Loading } from '../parts/loading.js';
import { NotYet } from '../parts/not-yet.js';
import { lineOfAnchor } from './draft-address.js';
import { hasForm, hasScenarios } from './file-kinds.js';
import { takenBy, TakenAway, type Taken } from './forms/taken-away.js';
import { FileViewChoice, useFileView } from './file-view.js';
import { useSaving, type Saved } from './use-saving.js';
import type { EditAnswer, FileChange } from '../../wire/book/forms.js';
import type { DraftText, Finding, Written } from '../../wire/book/drafts.js';

/** Writes what is typed, now. */
export type SaveNow = () => Promise<void>;

// Most of the book is read without it.
const CodeEditor = lazy(() => import('./code-editor.js'));
const ScenarioFile = lazy(() => import('./trial/scenario-file.js'));
const FileForm = lazy(() => import('./forms/file-form.js'));

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
      ) : (
        <NotYet of={text} what={parts.name} />
      )}
    </section>
  );
};

/** How long nothing is typed before the form is made of the text anew. */
const formPauseMs = 400;

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
  // What stands in the file now; what a form wrote last, for the editor; what the form is made of.
  const current = useRef(text.text);
  const [written, setWritten] = useState(text.text);
  const [formed, setFormed] = useState(text.text);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [view, setView] = useFileView(name, line);
  // Stays to be put back until anything else is changed.
  const [taken, setTaken] = useState<Taken | null>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const put = useCallback(
    (next: string, took: Taken | null = null): void => {
      current.current = next;
      change(next);
      clearTimeout(pause.current);
      setFormed(next);
      setWritten(next);
      setTaken(took);
      void save();
    },
    [change, save],
  );
  const edit = useCallback(
    async (asked: FileChange): Promise<EditAnswer> => {
      const before = current.current;
      const answer = await askEdit(id, name, before, asked);
      // What was typed meanwhile stays: the edit is made in it.
      if (current.current !== before) return edit(asked);
      const words = takenBy(asked);
      if (answer.kind === 'edited')
        put(answer.text, words === null ? null : { words, before, after: answer.text });
      return answer;
    },
    [id, name, put],
  );
  useEffect(
    () => () => {
      clearTimeout(pause.current);
    },
    [],
  );
  useEffect(() => {
    saveNow.current = save;
    return () => {
      saveNow.current = null;
    };
  }, [saveNow, save]);
  return (
    <>
      <div className="file-head">
        <h2 ref={head} tabIndex={-1}>
          {name}
        </h2>
        <p className="hint" role="status">
          {told[saved.state]}
        </p>
        {hasForm(name) ? <FileViewChoice name={name} view={view} choose={setView} /> : null}
      </div>
      <div className="file-notices">
        <SavingTrouble saved={saved} save={save} keepMine={keepMine} openAgain={openAgain} />
        {taken === null || saved.state === 'conflict' ? null : (
          <TakenAway
            taken={taken}
            putBack={() => {
              if (current.current === taken.after) put(taken.before);
              head.current?.focus({ preventScroll: true });
            }}
          />
        )}
      </div>
      <div className={`file-views file-views-${view}`}>
        {view === 'yaml' ? null : (
          <Suspense fallback={<Loading what="the form" />}>
            <FileForm
              id={id}
              name={name}
              text={formed}
              findings={findings}
              edit={edit}
              save={save}
              showText={() => {
                setView('yaml');
              }}
            />
          </Suspense>
        )}
        {hasScenarios(name) ? (
          <Suspense fallback={<Loading what="the editor" />}>
            <ScenarioFile id={id} name={name} text={text.text} change={change} save={save} />
          </Suspense>
        ) : view === 'form' ? null : (
          <Suspense fallback={<Loading what="the editor" />}>
            <CodeEditor
              name={name}
              text={written}
              findings={findings}
              words={words.data ?? []}
              line={line}
              onChange={(next) => {
                if (next === current.current) return;
                current.current = next;
                change(next);
                setTaken(null);
                clearTimeout(pause.current);
                pause.current = setTimeout(() => {
                  setFormed(next);
                  setWritten(next);
                }, formPauseMs);
              }}
              onSave={() => void save()}
            />
          </Suspense>
        )}
      </div>
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
