import type { Span } from '../../wire/book/trying.js';

/** A shade for each stretch, so that neighbours of one outcome can be told apart: 0 and 1 in turn. */
export const shadesOf = (spans: readonly Pick<Span, 'outcome'>[]): readonly number[] => {
  const shades: number[] = [];
  for (const [place, { outcome }] of spans.entries())
    shades.push(outcome === spans[place - 1]?.outcome ? 1 - (shades[place - 1] ?? 0) : 0);
  return shades;
};
