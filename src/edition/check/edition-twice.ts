import type { EditionIdentity } from '../model/edition.js';

/** Two folders that have different content for one revision of a document: only one of them could govern. */
export interface EditionTwice {
  readonly document: string;
  readonly revision: string;
  readonly folders: readonly [string, string];
}

/** The first revision of a document that two folders have with different content; a copy to the byte changes nothing. */
export const findTwice = (
  editions: readonly { readonly folder: string; readonly identity: EditionIdentity }[],
): EditionTwice | undefined => {
  const met = new Map<string, { readonly folder: string; readonly digest: string }>();
  for (const { folder, identity } of editions) {
    const { document, revision, digest } = identity;
    const name = JSON.stringify([document, revision]);
    const before = met.get(name);
    if (before !== undefined && before.digest !== digest)
      return { document, revision, folders: [before.folder, folder] };
    met.set(name, { folder, digest });
  }
  return undefined;
};

/** Says so, and what to do. */
export const tellTwice = ({ document, revision, folders: [first, second] }: EditionTwice): string =>
  `\`${first}\` and \`${second}\` differ, and both are revision ${revision} of ${document}. Give the later one its own \`revision\` and \`effectiveFrom\` in edition.yaml, or take one away.`;
