/** The page of a draft, at a file and a line where they are given. */
export const draftAddress = (id: string, file?: string, line?: number): string =>
  `/book/drafts/${encodeURIComponent(id)}` +
  (file === undefined ? '' : `/${encodeURIComponent(file)}`) +
  (line === undefined ? '' : `#line-${String(line)}`);

/** The line that an anchor names; `null` where it names none. */
export const lineOfAnchor = (hash: string): number | null => {
  const found = /^#?line-([1-9]\d{0,5})$/.exec(hash)?.[1];
  return found === undefined ? null : Number(found);
};
