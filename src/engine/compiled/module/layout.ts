import type { Cell } from '../code/cells.js';
import type { Design } from './design.js';
import { wordBits } from '../plans/bits.js';
import { comment, indent, literal } from '../code/source-text.js';

/** Lines of source. */
type Lines = readonly string[];

/** Rules per generated function: two words of bits. V8 does not optimise functions without bound. */
export const rulesPerFunction = 2 * wordBits;

/** Statements per generated function in a wide layout. */
const statementsPerFunction = 200;

/** Cases per generated `switch` in a wide layout. */
const casesPerFunction = 64;

/**
 * How a module is laid out. A small rule set becomes one function with local variables; a large one (`wide`) many functions that
 * share the module's variables.
 */
export interface Layout {
  readonly isWide: boolean;
  /** Variables that the functions of a wide module share. */
  readonly declarations: () => Lines;
  /** Lays out the function of a name. */
  readonly partsOf: (name: string) => Parts;
}

/** The parts of one entry function. */
export interface Parts {
  readonly isWide: boolean;
  /** Statements that compute cells. */
  readonly cells: (cells: readonly Cell[]) => Lines;
  /** The statements themselves, or calls of functions that hold them. */
  readonly split: (about: string, statements: Lines) => Lines;
  /** A statement apart, as a function of its own in a wide layout. */
  readonly apart: (about: string, body: Lines, shared?: Lines) => Lines;
  /** Statements that do what the case of a subject says; each case's lines may `return` in a wide layout only at their end. */
  readonly choose: (about: string, subject: string, cases: readonly Lines[], shared: Lines) => Lines;
  /** In a wide layout, the statements of the case whose text a subject is, found by a lookup. */
  readonly byText: (
    about: string,
    subject: string,
    cases: readonly { readonly text: string; readonly body: Lines }[],
  ) => Lines;
  /** The functions that hold what was split off. */
  readonly functions: () => Lines;
}

/** Chooses the layout of a design. */
export const makeLayout = (design: Design): Layout => {
  const { ruleSet, first, second } = design;
  const isWide =
    ruleSet.rules.length > rulesPerFunction || first.length + second.length > 2 * statementsPerFunction;
  return {
    isWide,
    declarations: () => (isWide ? [...sharedVariables(design), ''] : []),
    partsOf: (name) => makeParts(name, isWide),
  };
};

const sharedVariables = ({ cells }: Design): Lines => [
  comment('What the functions below share while one decision is made.'),
  ...cells.all().map(({ name, about }) => `let ${name}; ${comment(about)}`),
];

const makeParts = (name: string, isWide: boolean): Parts => {
  const functions: string[] = [];
  let count = 0;
  const apart = (about: string, body: Lines, shared: Lines = []): Lines => {
    if (!isWide) return body;
    const called = `${name}${count++}`;
    const parameters = ['facts', 'asOf', ...shared].join(', ');
    functions.push(comment(about), `const ${called} = (${parameters}) => {`, ...indent(body), `};`);
    return [`${called}(${parameters});`];
  };
  return {
    isWide,
    apart,
    cells: (cells) =>
      cells.map((cell) => {
        const assignment = `${cell.name} = ${cell.code};`;
        return isWide ? assignment : `const ${assignment} ${comment(cell.about)}`;
      }),
    split: (about, statements) => {
      if (!isWide || statements.length === 0) return statements;
      return chunks(statements, statementsPerFunction).flatMap((chunk) => apart(about, chunk));
    },
    choose: (about, subject, cases, shared) => {
      if (!isWide || cases.length <= casesPerFunction) return switchLines(subject, cases);
      const parts = chunks(cases, casesPerFunction).map((chunk, i) => {
        const called = `${name}${count++}`;
        const body = switchLines('place', chunk, i * casesPerFunction);
        const parameters = ['place', 'facts', 'asOf', ...shared].join(', ');
        functions.push(comment(about), `const ${called} = (${parameters}) => {`, ...indent(body), `};`);
        return [`${called}(${[subject, 'facts', 'asOf', ...shared].join(', ')});`];
      });
      return switchLines(`(${subject}) >> 6`, parts);
    },
    byText: (about, subject, cases) => {
      const table = `${name}By${count++}`;
      const entries = cases.map(({ text, body }) => {
        const called = `${name}${count++}`;
        functions.push(
          comment(`${about}: ${text}`),
          `const ${called} = (facts, asOf) => {`,
          ...indent(body),
          `};`,
        );
        return `[${literal(text)}, ${called}]`;
      });
      functions.push(`const ${table} = new Map([`, ...indent(entries.map((entry) => `${entry},`)), `]);`);
      const found = `found${count++}`;
      return [
        `const ${found} = ${table}.get(${subject});`,
        `if (${found} !== undefined) ${found}(facts, asOf);`,
      ];
    },
    functions: () => functions,
  };
};

const switchLines = (subject: string, cases: readonly Lines[], from = 0): Lines => [
  `switch (${subject}) {`,
  ...cases.flatMap((lines, i) => [`  case ${from + i}:`, ...indent(lines, 2), `    break;`]),
  `}`,
];

/** A list in pieces of at most so many. */
export const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
