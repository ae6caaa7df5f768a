/** A mark that an unfinished merge has left in a text, and what to do; `at` counts UTF-16 units from 0. */
export interface MergeMarker {
  readonly at: number;
  readonly length: number;
  readonly message: string;
  readonly hint: string;
}

/** The first mark of an unfinished merge of git, such as `<<<<<<< HEAD`. */
export const mergeMarkerIn = (text: string): MergeMarker | undefined => {
  const found = /^(?:<{7}|>{7})(?: .*)?$/m.exec(text);
  if (found === null) return undefined;
  const [mark] = found;
  return {
    at: found.index,
    length: mark.trimEnd().length,
    message: `\`${mark.trim()}\` is what a merge left that was not finished.`,
    hint: 'Keep one of the two versions, and take the lines of `<<<<<<<`, `=======` and `>>>>>>>` out.',
  };
};
