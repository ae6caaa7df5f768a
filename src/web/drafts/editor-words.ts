import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import type { Word } from '../../wire/book/drafts.js';

const types: Readonly<Record<string, string>> = {
  fact: 'variable',
  definition: 'constant',
  parameter: 'property',
  clause: 'text',
  decision: 'class',
  rule: 'method',
  reading: 'text',
  operator: 'keyword',
  function: 'function',
  value: 'enum',
};

/** Completes the words that an edition's files may use; dotted names, clause numbers with brackets, names with hyphens. */
export const wordSource = (words: () => readonly Word[]): CompletionSource => {
  let known: readonly Word[] = [];
  let options: readonly Completion[] = [];
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(/[\w.()-]+/);
    if (before === null && !context.explicit) return null;
    if (known !== words()) {
      known = words();
      options = known.map(({ word, kind, means }) => ({
        label: word,
        detail: kind,
        info: means,
        type: types[kind] ?? 'text',
        boost: kind === 'rule' || kind === 'clause' ? -1 : 0,
      }));
    }
    return { from: before?.from ?? context.pos, options: [...options], validFor: /^[\w.()-]*$/ };
  };
};
