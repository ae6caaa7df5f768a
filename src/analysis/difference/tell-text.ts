import type { ClauseChange, WordRun } from './text-difference.js';

/** A change of a clause in a line: what was removed stands in `[-…-]`, what was added in `{+…+}`. */
export const describeChange = (change: ClauseChange): string => {
  switch (change.code) {
    case 'added':
      return `added      ${change.right}  ${change.words}`;
    case 'removed':
      return `removed    ${change.left}  ${change.words}`;
    case 'moved':
      return `moved      ${change.left} → ${change.right}  ${change.words}`;
    case 'reworded':
      return `reworded   ${numbers(change)}  ${marked(change.runs)}`;
    case 'editorial':
      return `editorial  ${numbers(change)}  ${marked(change.runs)}\n    the same words but for ${change.aside.join(', ')}`;
  }
};

const numbers = ({ left, right }: { readonly left: string; readonly right: string }): string =>
  left === right ? left : `${left} → ${right}`;

const marked = (runs: readonly WordRun[]): string =>
  runs
    .map(({ kind, words }) =>
      kind === 'kept' ? words : kind === 'removed' ? `[-${words}-]` : `{+${words}+}`,
    )
    .join('');
