/** A clause as an edition lists it. */
export interface ListedClause {
  readonly id: string;
  readonly words: string;
}

/** A clause of an excerpt: cited, or beside one that is. */
export interface LitClause extends ListedClause {
  readonly isCited: boolean;
  /** True where clauses before it are left out. */
  readonly isAfterGap: boolean;
}

/** The clauses that a decision cites, where they stand in the text: each with its neighbours, in the contract's order. */
export const litClauses = (
  clauses: readonly ListedClause[],
  cited: readonly string[],
): readonly LitClause[] => {
  const lit = new Set(clauses.flatMap(({ id }, place) => (cited.includes(id) ? [place] : [])));
  const shown = [...clauses.keys()].filter((place) =>
    [place - 1, place, place + 1].some((one) => lit.has(one)),
  );
  return shown.flatMap((place, nth) => {
    const clause = clauses[place];
    const before = shown[nth - 1];
    return clause === undefined
      ? []
      : [
          {
            ...clause,
            isCited: lit.has(place),
            isAfterGap: before === undefined ? place > 0 : place > before + 1,
          },
        ];
  });
};
