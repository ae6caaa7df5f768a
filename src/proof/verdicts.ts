import type { Property, Verdict } from './property.js';

/** What is known of properties so far. */
export interface Verdicts {
  readonly settle: (verdict: Verdict) => void;
  readonly isOpen: (property: Property) => boolean;
  readonly open: () => readonly Property[];
  /** In the order of the properties. */
  readonly all: () => readonly Verdict[];
}

/** Of some properties nothing is known yet; others are none of its concern. @param tell told of each verdict */
export const makeVerdicts = (properties: readonly Property[], tell: (verdict: Verdict) => void): Verdicts => {
  const ids = new Set(properties.map(({ id }) => id));
  const verdicts = new Map<string, Verdict>();
  const isOpen = ({ id }: Property): boolean => ids.has(id) && !verdicts.has(id);
  return {
    settle: (verdict) => {
      verdicts.set(verdict.property.id, verdict);
      tell(verdict);
    },
    isOpen,
    open: () => properties.filter(isOpen),
    all: () => properties.flatMap(({ id }) => verdicts.get(id) ?? []),
  };
};
