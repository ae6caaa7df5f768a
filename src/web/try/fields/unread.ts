import { createContext, useCallback, useContext, useEffect, useState } from 'react';

/** A field whose text can't be read. */
export interface UnreadField {
  /** The fact, in words. */
  readonly name: string;
  readonly why: string;
}

/** Notes that the text of a field can't be read; `null` notes that it can. */
export type NoteUnread = (pointer: string, field: UnreadField | null) => void;

/** Where the fields of a form note what can't be read, so that nothing is answered to a case that does not stand in the form. */
export const UnreadFields = createContext<NoteUnread>(() => undefined);

/** Notes while a field is shown why its text can't be read; `undefined` where it can. */
export const useUnread = (pointer: string, name: string, why: string | undefined): void => {
  const note = useContext(UnreadFields);
  useEffect(() => {
    if (why === undefined) return undefined;
    note(pointer, { name, why });
    return () => {
      note(pointer, null);
    };
  }, [note, pointer, name, why]);
};

/** The fields of a form that can't be read, by pointer, and what notes them. */
export const useUnreadFields = (): readonly [ReadonlyMap<string, UnreadField>, NoteUnread] => {
  const [unread, setUnread] = useState<ReadonlyMap<string, UnreadField>>(new Map());
  const note = useCallback<NoteUnread>((pointer, field) => {
    setUnread((fields) => noting(fields, pointer, field));
  }, []);
  return [unread, note];
};

/** The fields with one noted, or no longer. */
const noting = (
  fields: ReadonlyMap<string, UnreadField>,
  pointer: string,
  field: UnreadField | null,
): ReadonlyMap<string, UnreadField> => {
  const others = [...fields].filter(([other]) => other !== pointer);
  return new Map(field === null ? others : [...others, [pointer, field]]);
};
