import type { ChainExtent } from '../../audit/store/lines.js';

/** How far somebody has read what happened: entries of the registry, and lines of each chain of the log by its name. */
export interface EventCursor {
  readonly registry: number;
  /** A chain that is not there was not read yet. */
  readonly chains: ReadonlyMap<string, number>;
}

/** Before all that ever happened. */
export const beginning: EventCursor = { registry: 0, chains: new Map() };

/** The word by which whoever asks means the beginning. */
export const beginningWord = 'beginning';

/** The text of a cursor, which is opaque to who gets it: visible ASCII that needs no escape in an address or a header. */
export const cursorText = ({ registry, chains }: EventCursor): string =>
  [
    `r${registry}`,
    ...[...chains].map(([name, sequence]) => `${sequence}${name === '' ? '' : `_${name}`}`),
  ].join('.');

const form = /^r\d{1,15}(?:\.\d{1,15}(?:_[\w-]{1,64})?)*$/;

/** The cursor of a text; `undefined` where it is none. */
export const readCursor = (text: string): EventCursor | undefined => {
  if (text === beginningWord) return beginning;
  if (!form.test(text)) return undefined;
  const [registry = '', ...chains] = text.split('.');
  const read = new Map(
    chains.map((chain) => {
      const [sequence, ...name] = chain.split('_');
      return [name.join('_'), Number(sequence)] as const;
    }),
  );
  // No chain twice.
  return read.size === chains.length ? { registry: Number(registry.slice(1)), chains: read } : undefined;
};

/** The cursor after a line of a chain was read. */
export const afterLine = (
  { registry, chains }: EventCursor,
  name: string,
  sequence: number,
): EventCursor => ({
  registry,
  chains: new Map([...chains, [name, sequence]]),
});

/** The cursor at the end of all that there is. */
export const endOf = (ends: readonly ChainExtent[], entries: number): EventCursor => ({
  registry: entries,
  chains: new Map(ends.flatMap(({ name, last }) => (last === 0 ? [] : [[name, last]]))),
});

/** Whether a cursor points at what there is: one of another log, or from before records were lost, does not. */
export const isWithin = (cursor: EventCursor, end: EventCursor): boolean =>
  cursor.registry <= end.registry &&
  [...cursor.chains].every(([name, sequence]) => sequence <= (end.chains.get(name) ?? 0));

/** How many lines and entries lie between. */
export const distance = (cursor: EventCursor, end: EventCursor): number =>
  Math.max(0, end.registry - cursor.registry) +
  [...end.chains].reduce((sum, [name, last]) => sum + Math.max(0, last - (cursor.chains.get(name) ?? 0)), 0);

/** A cursor that points at no more than there is: where records were lost, what came in their places is read. */
export const clamped = ({ registry, chains }: EventCursor, end: EventCursor): EventCursor => ({
  registry: Math.min(registry, end.registry),
  chains: new Map(
    [...chains].flatMap(([name, sequence]) => {
      const last = end.chains.get(name);
      return last === undefined ? [] : [[name, Math.min(sequence, last)] as const];
    }),
  ),
});
