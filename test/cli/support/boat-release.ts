import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { boatFiles } from '../../support/boat-hire.js';
import { call, temporary, writeEdition, type Called } from './call.js';

const rules = (limit: number | string, readings: string): string => `
- { id: by-default, then: { outcome: goes } }
- id: storm
  clauses: ["1.2"]
  when: { fact: wind, operator: greaterThanInclusive, value: ${limit} }
  then: { outcome: stays }
  overrides: [by-default]
  readings: ${readings}`;

const readingWith = (otherwise: object): string =>
  JSON.stringify([
    {
      id: 'R1',
      clauses: ['1.2'],
      words: 'in a storm',
      taken: 'A wind.',
      rejected: 'No wind.',
      because: 'It is plainer.',
      scenarios: ['A wind of 9 on 2026-06-01, and the boat stays'],
      otherwise,
    },
  ]);

/**
 * Boats stay where the wind reaches a limit.
 * @param otherwise the rejected side of a reading; no reading where it is left out
 */
export const boatsUntil = (
  limit: number,
  revision = '2026',
  otherwise?: object,
  always?: string,
): ReadonlyMap<string, string> =>
  new Map(
    [
      ...boatFiles({
        facts: 'wind: { type: integer, minimum: 0 }',
        rules: rules(limit, otherwise === undefined ? '[]' : '[R1]'),
        readings: otherwise === undefined ? '[]' : readingWith(otherwise),
        ...(always === undefined ? {} : { always }),
      }),
    ].map(([name, text]) => [
      name,
      name === 'edition.yaml'
        ? text.replace('"2026"', `"${revision}"`).replace('2026-05-01', `${revision}-05-01`)
        : text,
    ]),
  );

/** The same by a figure, which is 8 since the season began. */
export const boatsByFigure = (): ReadonlyMap<string, string> =>
  boatFiles({
    facts: 'wind: { type: integer, minimum: 0 }',
    rules: rules('{ fact: stormFrom }', '[]'),
    parameters: `parameters:
  - parameter: stormFrom
    clauses: ["1.2"]
    describes: The wind from which a boat stays.
    changedBy: the harbour master
    sample: true
    type: integer
    minimum: 0
    values:
      - { from: "2026-05-01T00:00:00Z", published: "2026-04-01T00:00:00Z", value: 8 }
`,
  });

const phrases = `phrases:
  - phrase: the wind is {int}
    sets: { wind: $1 }
  - phrase: it is now {string}
    asOf: $1
  - phrase: somebody asks for {word}
    asks: $1
  - phrase: the boat {word}
    expects: { outcome: $1 }
`;
const scenario = (wind: number, outcome: string, asOf: string): string => `
  Scenario: A wind of ${wind} on ${asOf}, and the boat ${outcome}
    Given the wind is ${wind}
    And it is now "${asOf}T00:00:00Z"
    When somebody asks for hire
    Then the boat ${outcome}
`;

/** Editions of a boat hire with scenarios, and a data directory to publish in. */
export interface Harbour {
  readonly directory: string;
  readonly data: string;
  /** Writes an edition, and tries to publish it. */
  readonly publish: (files: ReadonlyMap<string, string>, more?: readonly string[]) => Promise<Called>;
  readonly call: (...argv: readonly string[]) => Promise<Called>;
}

/** Makes a harbour whose scenarios hold for every limit from 4 to 9. */
export const harbour = async (context: TestContext): Promise<Harbour> => harbourIn(await temporary(context));

/** Makes one in a folder. */
export const harbourIn = async (directory: string): Promise<Harbour> => {
  const features = join(directory, 'features', 'boat-hire');
  await mkdir(features, { recursive: true });
  await writeFile(join(features, 'phrases.yaml'), phrases);
  const told = ['2026-06-01', '2027-06-01'].flatMap((asOf) => [
    scenario(3, 'goes', asOf),
    scenario(9, 'stays', asOf),
  ]);
  await writeFile(join(features, '01.feature'), `Feature: 1. Going out\n${told.join('')}`);
  const data = join(directory, 'data');
  // Nothing is served from folders unless a test puts it there.
  await mkdir(join(directory, 'rules'), { recursive: true });
  let count = 0;
  return {
    directory,
    data,
    publish: async (files, more = []) => {
      count += 1;
      const folder = await writeEdition(directory, `drafts/${count}`, files);
      const who = more.includes('--author') ? [] : ['--author', 'Ann', '--reviewer', 'Ben'];
      return call([
        ...['publish', folder, '--data', data, '--scenarios', join(directory, 'features')],
        ...['--editions', join(directory, 'rules'), '--reason', 'The season', ...who, ...more],
      ]);
    },
    call: (...argv) => call([...argv, '--data', data]),
  };
};

/** The digest that a command printed. */
export const digestIn = ({ out }: Called): string => /sha256:[0-9a-f]{64}/.exec(out)?.[0] ?? '';
