import { comment, indent } from '../code/source-text.js';
import type { Cell } from '../code/cells.js';
import type { Design } from './design.js';

/** Lines of source. */
export type Lines = readonly string[];

/** A rule set with more rules or values than these is laid out in many functions: V8 optimises no function without bound. */
const mostRules = 62;
const mostCells = 400;

/** Statements per generated function of a wide module. */
const statementsPerFunction = 200;

/**
 * How a module is laid out. A small rule set's functions compute everything in local variables; those of a large one (`wide`) share the
 * module's variables with the small functions that they call.
 */
export interface Layout {
  /** Statements that compute some cells. */
  readonly compute: (about: string, cells: readonly Cell[]) => Lines;
  /** The statements themselves, or calls of functions that hold them. @param shared parameters that they need besides facts and asOf */
  readonly split: (about: string, statements: Lines, shared?: Lines) => Lines;
  /** Does what the case of a place says; no case may return. @param subject source of the place, from 0 */
  readonly choose: (about: string, subject: string, cases: readonly Lines[], shared: Lines) => Lines;
  /** Declarations of the variables and functions so far. */
  readonly declarations: () => Lines;
}

/** Chooses the layout of a design. */
export const makeLayout = ({ ruleSet, cells, first, second }: Design): Layout => {
  const isWide = ruleSet.rules.length > mostRules || first.length + second.length > mostCells;
  const functions: string[] = [];
  let count = 0;
  const split: Layout['split'] = (about, statements, shared = []) => {
    if (!isWide) return statements;
    const parameters = ['facts', 'asOf', ...shared].join(', ');
    return chunks(statements, statementsPerFunction).map((chunk) => {
      const called = `part${count++}`;
      functions.push(comment(about), `const ${called} = (${parameters}) => {`, ...indent(chunk), `};`);
      return `${called}(${parameters});`;
    });
  };
  return {
    split,
    compute: (about, some) =>
      split(
        about,
        some.map(
          ({ name, code, about: what }) => `${isWide ? '' : 'const '}${name} = ${code}; ${comment(what)}`,
        ),
      ),
    choose: (about, subject, cases, shared) => {
      if (!isWide)
        return [
          `switch (${subject}) {`,
          ...cases.flatMap((lines, place) => [
            `  case ${place}: {`,
            ...indent(lines, 2),
            `    break;`,
            `  }`,
          ]),
          `}`,
        ];
      const parameters = ['facts', 'asOf', ...shared].join(', ');
      const called = `part${count++}`;
      functions.push(
        comment(about),
        `const ${called} = [`,
        ...cases.flatMap((lines) => [`  (${parameters}) => {`, ...indent(lines, 2), `  },`]),
        `];`,
      );
      return [`${called}[${subject}](${parameters});`];
    },
    declarations: () => [
      ...(isWide ? cells.all().map(({ name, about }) => `let ${name}; ${comment(about)}`) : []),
      ...functions,
    ],
  };
};

/** A list in pieces of at most so many. */
export const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
