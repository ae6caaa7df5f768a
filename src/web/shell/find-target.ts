/** What a reader looks for by one line: a decision by its id, a clause by its number, or words of the contract. */
export type FindTarget =
  | { readonly kind: 'decision'; readonly id: string }
  | { readonly kind: 'clause'; readonly clause: string }
  | { readonly kind: 'words'; readonly words: string };

const decisionId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const clauseNumber = /^(?:clause|section|§)?\s*(\d+(?:\.\d+)+(?:\s*\([a-z]+\))*)$/i;

/** Tells what a line looks for: `6.4 (a)` is the clause `6.4(a)`. `null` where the line is empty. */
export const findTarget = (line: string): FindTarget | null => {
  const text = line.trim();
  if (text === '') return null;
  if (decisionId.test(text)) return { kind: 'decision', id: text.toLowerCase() };
  const clause = clauseNumber.exec(text)?.[1];
  return clause === undefined
    ? { kind: 'words', words: text }
    : { kind: 'clause', clause: clause.replaceAll(/\s/g, '') };
};
