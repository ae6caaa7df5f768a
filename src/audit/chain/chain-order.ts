import { noDigest, type Digest } from '../../language/canonical.js';
import type { Run } from '../verify/batch-audit.js';
import type { ChainHead } from './checkpoint.js';

/** Where a line stands, and whose it is. */
export interface Place {
  /** `journal/000000000001.jsonl:17`. */
  readonly at: string;
  /** Of the record there; `null` where it can't be read. */
  readonly id: string | null;
}

/** What is wrong with the order of the records of a chain. */
export type OrderFinding =
  /** It names another record before it than stands there: that one was altered and hashed anew, or replaced. */
  | ({
      readonly code: 'not-following';
      readonly sequence: number;
      readonly before: Place;
      readonly found: Digest;
      readonly expected: Digest;
    } & Place)
  /** Records that are nowhere; `at` is the record after them. */
  | ({
      readonly code: 'removed';
      readonly chain: string | null;
      readonly from: number;
      readonly to: number;
    } & Place)
  /** It stands after records that it comes before. */
  | ({ readonly code: 'moved'; readonly sequence: number; readonly after: Place } & Place)
  /** A record with its number stands in the chain already, and the chain goes on from that one. */
  | ({ readonly code: 'inserted'; readonly sequence: number; readonly before: Place } & Place);

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly after: Place;
}

interface Twin extends Place {
  readonly hash: Digest;
}

interface State {
  sequence: number;
  hash: Digest;
  place: Place;
  gaps: Gap[];
  /** Other records with the number of the last: the next one says which of them it follows. */
  twins: Twin[];
}

/** Follows the chains of a log from run to run, also past what is wrong, so that each thing is found once. */
export class ChainOrder {
  readonly #chains = new Map<string | null, State>();
  readonly #find: (finding: OrderFinding) => void;
  /** Lines that could not be read and may be any chain's next record. */
  #unread = 0;

  constructor(find: (finding: OrderFinding) => void) {
    this.#find = find;
  }

  /** The ends as they were read. */
  get heads(): readonly ChainHead[] {
    return [...this.#chains].map(([chain, { sequence, hash }]) => ({ chain, sequence, hash }));
  }

  /** A line that is no record stands here: one number that is missing after it was its. */
  skipUnread(): void {
    this.#unread += 1;
  }

  /** Takes the next run; `placeOf` names a line of its batch. */
  follow(run: Run, placeOf: (place: number) => Place): void {
    const state = this.#stateOf(run.chain);
    const first = placeOf(run.first);
    if (run.from === state.sequence + 1) {
      if (!run.sound && run.previous !== state.hash) this.#unread += 1;
      else this.#advance(state, run, first, placeOf(run.last));
    } else if (!run.sound) this.#unread += 1;
    else if (run.from > state.sequence + 1) this.#leap(state, run, first, placeOf(run.last));
    else this.#goBack(state, run, first, placeOf(run.last));
  }

  /** What only the end of the log tells. */
  finish(): void {
    for (const [chain, state] of this.#chains) {
      this.#settleTwins(state);
      for (const { from, to, after } of state.gaps)
        this.#find({ code: 'removed', chain, from, to, ...after });
    }
  }

  #stateOf(chain: string | null): State {
    const known = this.#chains.get(chain);
    if (known !== undefined) return known;
    const state: State = {
      sequence: 0,
      hash: noDigest,
      place: { at: 'the beginning', id: null },
      gaps: [],
      twins: [],
    };
    this.#chains.set(chain, state);
    return state;
  }

  #advance(state: State, run: Run, first: Place, last: Place): void {
    if (run.previous !== state.hash) {
      const followed = state.twins.find(({ hash }) => hash === run.previous);
      if (followed === undefined)
        this.#find({
          code: 'not-following',
          ...first,
          sequence: run.from,
          before: state.place,
          found: state.hash,
          expected: run.previous,
        });
      else {
        state.twins = [
          ...state.twins.filter((twin) => twin !== followed),
          { ...state.place, hash: state.hash },
        ];
        state.place = { at: followed.at, id: followed.id };
      }
    }
    this.#settleTwins(state);
    this.#end(state, run, last);
  }

  #leap(state: State, run: Run, first: Place, last: Place): void {
    this.#settleTwins(state);
    const missing = run.from - state.sequence - 1;
    if (this.#unread >= missing) this.#unread -= missing;
    else state.gaps.push({ from: state.sequence + 1, to: run.from - 1, after: first });
    this.#end(state, run, last);
  }

  #goBack(state: State, run: Run, first: Place, last: Place): void {
    const gap = state.gaps.find(({ from, to }) => from <= run.from && run.to <= to);
    if (gap !== undefined) {
      this.#find({ code: 'moved', ...first, sequence: run.from, after: state.place });
      state.gaps = state.gaps.flatMap((each) =>
        each === gap
          ? [
              { ...gap, to: run.from - 1 },
              { ...gap, from: run.to + 1 },
            ].filter(({ from, to }) => from <= to)
          : [each],
      );
    } else if (run.from === state.sequence && run.to > run.from) {
      // The chain goes on from this one: the other with its number was put in.
      state.twins.push({ ...state.place, hash: state.hash });
      state.place = first;
      this.#settleTwins(state);
      this.#end(state, run, last);
    } else if (run.from === state.sequence && run.hash !== state.hash)
      state.twins.push({ ...first, hash: run.hash });
    else this.#find({ code: 'inserted', ...first, sequence: run.from, before: state.place });
  }

  #settleTwins(state: State): void {
    for (const { at, id } of state.twins)
      this.#find({ code: 'inserted', at, id, sequence: state.sequence, before: state.place });
    state.twins = [];
  }

  #end(state: State, run: Run, last: Place): void {
    state.sequence = run.to;
    state.hash = run.hash;
    state.place = last;
  }
}
