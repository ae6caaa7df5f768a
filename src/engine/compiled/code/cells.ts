/** A value that generated code computes at most once per decision, under a generated name. */
export interface Cell {
  /** A generated identifier. */
  readonly name: string;
  /** What it is, in the edition's words. */
  readonly about: string;
  /** A JavaScript expression over cells that come before it. */
  readonly code: string;
  /** The cells that its code reads directly. */
  readonly needs: ReadonlySet<Cell>;
  /** Place among all cells; each needs only earlier ones. */
  readonly order: number;
  /** The fact of which it is what was given; `null` for everything else. */
  readonly fact: string | null;
}

/** Collects the cells that a piece of generated code reads. */
export type Needs = Set<Cell>;

/** The cells of one generated module. */
export interface Cells {
  /** The cell of a key, built where it is asked for first; `build` gives its code and adds the cells that it reads. */
  readonly cell: (key: string, about: string, build: (needs: Needs) => string, fact?: string | null) => Cell;
  /** A fresh identifier for a bound variable. */
  readonly variable: () => string;
  /** In an order in which each needs only those before it. */
  readonly all: () => readonly Cell[];
}

/** Makes an empty set of cells. */
export const makeCells = (): Cells => {
  const byKey = new Map<string, Cell>();
  const inOrder: Cell[] = [];
  let names = 0;
  let variables = 0;
  return {
    cell: (key, about, build, fact = null) => {
      const known = byKey.get(key);
      if (known !== undefined) return known;
      const needs: Needs = new Set();
      const code = build(needs);
      const made: Cell = { name: `c${names++}`, about, code, needs, order: inOrder.length, fact };
      inOrder.push(made);
      byKey.set(key, made);
      return made;
    },
    variable: () => `v${variables++}`,
    all: () => inOrder,
  };
};

/** The given cells with all that they need, in an order in which each needs only those before it. */
export const withNeeds = (cells: Iterable<Cell>): readonly Cell[] => {
  const found = new Set<Cell>();
  const waiting = [...cells];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...next.needs);
  }
  return [...found].sort((a, b) => a.order - b.order);
};

/** A cell's identifier; the cell is noted as needed. */
export const added = (cell: Cell, needs: Needs): string => {
  needs.add(cell);
  return cell.name;
};
