/** What of an edit was not taken, at the field of it that is meant. */
export interface EditRemark {
  /** Keys and indexes inside what was given. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** A file with an edit in it, or why it is not taken: then nothing of it is written. */
export type Edited =
  | { readonly code: 'edited'; readonly text: string }
  | { readonly code: 'refused'; readonly remarks: readonly EditRemark[] };

/** An edit that is not taken for one reason. */
export const refused = (path: EditRemark['path'], message: string, hint: string): Edited => ({
  code: 'refused',
  remarks: [{ path, message, hint }],
});

/** A file that has errors of YAML or of structure where an edit would go. */
export const unreadable = (file: string): Edited =>
  refused(
    [],
    `What is wrong in ${file} has to be mended first.`,
    'See the findings, and mend it in the YAML.',
  );

/** A place whose layout the writing of forms does not understand. */
export const unwritable = (file: string): Edited =>
  refused(
    [],
    `This can't be written into ${file} without touching what stands beside it.`,
    'Write it in the YAML.',
  );
