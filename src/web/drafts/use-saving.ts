import { useCallback, useEffect, useRef, useState } from 'react';
import { connection, onConnectionChange } from '../api/connection.js';
import { askJson } from '../api/request.js';
import { draftPath, writeDraftText } from '../api/drafts.js';
import { problemOf } from '../api/request-failure.js';
import type { DraftText, Written } from '../../wire/book/drafts.js';

/** How the text in the editor stands to the one that is kept. */
export type Saved =
  | { readonly state: 'saved' | 'typing' | 'saving' }
  /** Somebody else changed the file meanwhile. */
  | { readonly state: 'conflict' }
  | { readonly state: 'failed'; readonly error: unknown };

/** Keeps what is typed. */
export interface Saving {
  readonly saved: Saved;
  /** Notes another text; it is written when nothing more was typed for a moment. */
  readonly change: (text: string) => void;
  /** Writes now what is not written yet; resolves when it is, or could not be. */
  readonly save: () => Promise<void>;
  /** Writes over what somebody else wrote. */
  readonly keepMine: () => Promise<void>;
}

const pauseMs = 700;

/** Writes a file of a draft a moment after each change, one write at a time, never over what its writer did not see. */
export const useSaving = (id: string, opened: DraftText, onWritten: (written: Written) => void): Saving => {
  const [saved, setSaved] = useState<Saved>({ state: 'saved' });
  const kept = useRef(opened);
  const typed = useRef(opened.text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const blocked = useRef(false);

  const writeOnce = useCallback(async () => {
    const { name, text: before, etag } = kept.current;
    const text = typed.current;
    if (text === before || blocked.current) return;
    setSaved({ state: 'saving' });
    try {
      const written = await writeDraftText(id, { name, text, etag });
      kept.current = { ...kept.current, text, etag: written.etag };
      onWritten(written);
      setSaved({ state: typed.current === text ? 'saved' : 'typing' });
    } catch (error) {
      const isConflict = problemOf(error)?.code === 'draft-changed';
      blocked.current = isConflict;
      setSaved(isConflict ? { state: 'conflict' } : { state: 'failed', error });
    }
  }, [id, onWritten]);

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    writing.current = writing.current.then(writeOnce);
    return writing.current;
  }, [writeOnce]);

  const change = useCallback(
    (text: string): void => {
      typed.current = text;
      clearTimeout(timer.current);
      if (blocked.current) return;
      // While it is typed the page stays as it is.
      setSaved((before) => (before.state === 'typing' ? before : { state: 'typing' }));
      timer.current = setTimeout(() => void save(), pauseMs);
    },
    [save],
  );

  const keepMine = useCallback(async () => {
    const theirs = await askJson<DraftText>(draftPath(id, 'files', kept.current.name));
    kept.current = theirs;
    blocked.current = false;
    await save();
  }, [id, save]);

  // What could not be written while the service was away is written once it answers again.
  useEffect(
    () =>
      onConnectionChange(() => {
        if (connection() === 'fine') void save();
      }),
    [save],
  );

  // Whoever goes to another file, or leaves, loses nothing.
  useEffect(() => {
    const onLeave = (): void => void save();
    window.addEventListener('pagehide', onLeave);
    return () => {
      window.removeEventListener('pagehide', onLeave);
      onLeave();
    };
  }, [save]);

  return { saved, change, save, keepMine };
};
