import { canonical, type Digest } from '../../language/canonical.js';
import { formatInstant } from '../../language/instants.js';
import type { Value } from '../../language/types/types.js';
import type { Asked } from './asked.js';
import {
  keepOpenings,
  type KeptOpening,
  type PersonalKey,
  type PersonalStorage,
} from './personal-storage.js';
import type { Pointer } from '../../language/values.js';
import { openingAt } from './opening.js';
import { linkedBytes, type StoredRecord, type UnchainedLine } from './record.js';
import { type Commitment, makeSealing, type Random } from './sealing.js';

/** The decision that a choice is about. Its hash fixes what stood there when somebody chose. */
export interface ChosenFor {
  readonly id: string;
  readonly hash: Digest;
}

/** What a person chose where a decision leaves something to choose, before it is sealed. */
export interface ChoiceEntry {
  readonly of: ChosenFor;
  /** Which choice about this decision, from 1: a later one stands in place of the one before. */
  readonly nth: number;
  /** Epoch milliseconds. */
  readonly chosenAt: number;
  /** One of the discretion's choices; of an unresolved decision, one of its outcomes. */
  readonly chosen: string;
  /** How much of `upTo` is given; left out where that was not said. */
  readonly amount?: Value;
  /** Of an unresolved decision: its effects, by name; left out where none was said. */
  readonly effects?: Readonly<Record<string, Value>>;
  /** Why, in the words of who chose. Kept as personal values are. */
  readonly reason: string;
  /** Who chose; left out where nobody had to say. */
  readonly asked?: Asked;
}

/** What a choice's hash is over. */
export interface ChoiceBody {
  readonly format: 1;
  readonly chain?: string;
  readonly sequence: number;
  /** `choiceId` of the decision and the choice's number. */
  readonly id: string;
  readonly previous: Digest;
  /** RFC 3339 with milliseconds, UTC. */
  readonly chosenAt: string;
  readonly inputs: {
    readonly decision: ChosenFor;
    readonly chosen: string;
    readonly amount?: Value;
    readonly effects?: Readonly<Record<string, Value>>;
    /** The id of the choice in whose place this one stands; left out of the first. */
    readonly instead?: string;
    readonly reason: Commitment;
  };
  readonly asked?: Asked;
  readonly sealing?: 'encrypted' | 'masked';
}

/** A choice in the chain of records, behind the decision that it names. */
export interface StoredChoice {
  readonly body: ChoiceBody;
  readonly hash: Digest;
  /** Why, while it is kept. */
  readonly open: Readonly<Record<Pointer, KeptOpening>>;
}

/** A decision takes no more choices than that: it bounds what a search looks for. */
export const mostChoices = 9;

/** The id of a choice. That it is made of the decision's lets two who choose at once meet in it, and finds a decision's choices without an index. */
export const choiceId = (decision: string, nth: number): string => `${decision}/choice/${nth}`;

/** Which choice about its decision it is, from 1. */
export const nthOf = ({ body }: StoredChoice): number => Number(body.id.slice(body.id.lastIndexOf('/') + 1));

/** Whether a decision leaves something that a person has to choose. */
export const leavesChoice = ({
  outcome,
  discretion,
}: Pick<StoredRecord['body']['decision'], 'outcome' | 'discretion'>): boolean =>
  outcome === 'unresolved' || discretion !== null;

const reasonPlace = '/reason';

/** Why somebody chose; `undefined` where that is erased, masked, or sealed and the key is not here. */
export const reasonOf = (choice: StoredChoice, key?: PersonalKey): string | undefined => {
  const value = openingAt(choice, reasonPlace, key)?.value;
  return typeof value === 'string' ? value : undefined;
};

/** The place of its reason where a choice does not keep it any more, or never did. */
export const unkeptReason = ({ open }: StoredChoice): readonly Pointer[] =>
  Object.hasOwn(open, reasonPlace) ? [] : [reasonPlace];

/** Seals a choice and makes its canonical text, as `makeUnchained` does of a decision. */
export const makeUnchainedChoice = (
  entry: ChoiceEntry,
  random: Random,
  chain?: string,
  personal?: PersonalStorage,
): UnchainedLine<ChoiceBody> => {
  const { of, nth, amount, effects, asked } = entry;
  const sealing = makeSealing(random);
  const id = choiceId(of.id, nth);
  const start = {
    format: 1,
    ...(chain === undefined ? {} : { chain }),
    id,
    chosenAt: formatInstant(entry.chosenAt),
    inputs: {
      decision: { id: of.id, hash: of.hash },
      chosen: entry.chosen,
      ...(amount === undefined ? {} : { amount }),
      ...(effects === undefined ? {} : { effects }),
      ...(nth === 1 ? {} : { instead: choiceId(of.id, nth - 1) }),
      reason: sealing.seal(entry.reason, reasonPlace),
    },
    ...(asked === undefined ? {} : { asked }),
  } as const;
  const isOpen = personal === undefined || personal.mode === 'open';
  const open = isOpen
    ? sealing.open
    : keepOpenings(sealing.open, id, random, { storage: personal, tagged: new Map() });
  const bodyStart = Buffer.from(canonical(start).slice(0, -1));
  const openText = Buffer.from(canonical(open));
  return {
    body: isOpen ? start : { ...start, sealing: personal.mode },
    bodyStart,
    open,
    openText,
    bytes: bodyStart.length + openText.length + linkedBytes,
  };
};
