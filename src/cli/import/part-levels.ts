import { countsOf, type Count } from './printed-number.js';

/** One level of parts that are counted below a clause: `(a)`, in it `(i)`; or `al. 2`, in it `let. a`. */
export interface Level {
  readonly by: Count['by'] | 'word';
  readonly value: number;
  /** As it is printed, without brackets. */
  readonly id: string;
  /** As it stands in the id of a clause: `(a)`, ` let. a`. */
  readonly written: string;
  /** How deep the document's own list says that it is. */
  readonly depth?: number;
}

/** The levels that a part stands at, and what was not certain of it. */
export interface Placed {
  readonly levels: readonly Level[];
  readonly remark?: string;
}

/** `(a)` or `1.` in a list of the document, whose depth is known. */
export const placeCounted = (levels: readonly Level[], id: string, depth: number): Placed => {
  const above = levels.filter((level) => level.depth !== undefined && level.depth < depth);
  const [count = { by: 'letter' as const, value: 1 }] = countsOf(id);
  return { levels: [...above, { ...count, id, written: `(${id})`, depth }] };
};

/** `(a)` that is printed, by what was printed before it; `undefined` where it counts nothing. */
export const placePart = (levels: readonly Level[], id: string): Placed | undefined => {
  const counts = countsOf(id);
  const fits = (level: Level | undefined, count: Count): boolean =>
    count.by === level?.by && count.value === level.value + 1;
  const depth = levels.findLastIndex((level) => counts.some((count) => fits(level, count)));
  const fitting = counts.find((count) => fits(levels[depth], count));
  const first = counts.find(({ value }) => value === 1);
  const written = `(${id})`;
  if (fitting !== undefined)
    return {
      levels: [...levels.slice(0, depth), { ...fitting, id, written }],
      ...(first === undefined
        ? {}
        : {
            remark: `\`(${id})\` follows \`(${levels[depth]?.id ?? ''})\`, and could begin a list of its own.`,
          }),
    };
  const begins = first ?? counts[0];
  if (begins === undefined) return undefined;
  if (first !== undefined) return { levels: [...levels, { ...begins, id, written }] };
  const before = levels.findLastIndex(({ by }) => counts.some((count) => count.by === by));
  return before === -1
    ? { levels: [...levels, { ...begins, id, written }], remark: `\`(${id})\` begins a list.` }
    : {
        levels: [...levels.slice(0, before), { ...begins, id, written }],
        remark: `\`(${id})\` follows \`(${levels[before]?.id ?? ''})\`: what stands between is missing.`,
      };
};

/** `al. 2` or `let. a`: each word is a level of its own, below those that stood before it. */
export const placeBelow = (levels: readonly Level[], id: string): Placed => {
  const [, word = '', number = ''] = /^(\S+?\.?) ?(\d+|[a-z]+)$/i.exec(id) ?? [];
  const same = levels.findIndex((level) => level.by === 'word' && level.id === word);
  const value = countsOf(number)[0]?.value ?? 1;
  const before = levels[same]?.value ?? 0;
  return {
    levels: [
      ...(same === -1 ? levels : levels.slice(0, same)),
      { by: 'word', value, id: word, written: ` ${id}` },
    ],
    ...(value === before + 1
      ? {}
      : {
          remark:
            before === 0
              ? `\`${id}\` begins a list.`
              : `\`${id}\` follows \`${word} ${before}\`: what stands between is missing.`,
        }),
  };
};
