import type { ChoiceEntry } from '../../record/choice.js';
import type { Checkpoint } from '../../chain/checkpoint.js';
import type { DropRequest, ErasureRequest } from '../../removal/removal.js';
import type { Release } from '../decision-log.js';
import { keepCheckpoint, type Releases } from './keep.js';
import type { TreeNode } from '../../tree/covered.js';
import { keepNodes } from './tree.js';
import type { Bundle } from './group.js';
import type { Outcome } from './outcome.js';
import type { Removal } from './removal.js';
import type { Run } from './statement.js';

/** What whoever writes a log is asked for, besides recording decisions. */
export type Ask =
  | { readonly ask: 'choose'; readonly choice: ChoiceEntry }
  | { readonly ask: 'erase'; readonly request: ErasureRequest }
  | { readonly ask: 'drop'; readonly request: DropRequest }
  | { readonly ask: 'keepRelease'; readonly release: Release }
  | { readonly ask: 'keepCheckpoint'; readonly checkpoint: Checkpoint }
  | { readonly ask: 'keepNodes'; readonly nodes: readonly TreeNode[] }
  | { readonly ask: 'check' };

/** What does it. */
export interface Asked {
  readonly recordOne: (bundle: Bundle) => Promise<Outcome>;
  readonly removal: Removal;
  readonly releases: Releases;
  readonly change: Run;
  /** Throws where the log takes no write now. */
  readonly check: () => unknown;
}

/** Does what is asked for. */
export const writeTo = async (
  { recordOne, removal, releases, change, check }: Asked,
  asked: Ask,
): Promise<unknown> => {
  switch (asked.ask) {
    case 'choose':
      return recordOne({ entries: [], choice: asked.choice });
    case 'erase':
      return removal.erase(asked.request);
    case 'drop':
      return removal.drop(asked.request);
    case 'keepRelease':
      return change(releases.keep(asked.release));
    case 'keepCheckpoint':
      return change(keepCheckpoint(asked.checkpoint));
    case 'keepNodes':
      return change(keepNodes(asked.nodes));
    case 'check':
      return check();
  }
};
