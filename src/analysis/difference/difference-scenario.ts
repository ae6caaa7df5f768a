import type { EditionIdentity } from '../../edition/model/edition.js';
import { isRecord } from '../../language/values.js';
import { formatInstant } from '../../language/instants.js';
import type { Edition } from '../../edition/model/edition.js';
import type { CaseAnswer } from './case-difference.js';
import { knownFacts } from './known-facts.js';
import type { ShrunkDifference } from './shrink-difference.js';

/** How a document's scenarios say what no fact says. Each `$1` stands for the value. */
export interface ScenarioSentences {
  readonly revision: string;
  readonly release: string;
  /** The value is RFC 3339. */
  readonly instant: string;
  readonly asks: string;
}

/** The sentences that a document's phrases need to have where they have none of their own. */
export const plainSentences: ScenarioSentences = {
  revision: 'the request names the revision "$1"',
  release: 'the request names the release "$1"',
  instant: 'the request is dated "$1"',
  asks: '$1 is asked for',
};

/** What to add to a phrase table for the plain sentences, as YAML items of `phrases`. */
export const plainPhrases: Readonly<Record<keyof ScenarioSentences, string>> = {
  revision: '- phrase: the request names the revision {string}\n  edition: { revision: $1 }',
  release: '- phrase: the request names the release {string}\n  edition: { digest: $1 }',
  instant: '- phrase: the request is dated {string}\n  asOf: $1',
  asks: "- phrase: '{word} is asked for'\n  asks: $1",
};

/** A difference as Gherkin: a scenario for each edition that decides the case, which passes under that edition. */
export const scenariosOf = (
  left: Edition,
  right: Edition,
  decision: string,
  { difference }: ShrunkDifference,
  sentences: ScenarioSentences,
  title: string,
): string => {
  const both = left.identity.revision === right.identity.revision;
  const naming = (identity: EditionIdentity): string =>
    both
      ? sentences.release.replaceAll('$1', identity.digest)
      : sentences.revision.replaceAll('$1', identity.revision);
  return (
    [
      [left, difference.left],
      [right, difference.right],
    ] as const
  )
    .flatMap(([edition, said], i) =>
      said.code !== 'decided'
        ? []
        : [
            [
              `Scenario: ${title}, ${i === 0 ? 'before' : 'after'}`,
              '  Given the facts',
              ...tableOf(rowsIn(knownFacts(edition, difference.case.facts), '')),
              `  And ${naming(edition.identity)}`,
              `  And ${sentences.instant.replaceAll('$1', formatInstant(difference.case.asOf))}`,
              `  When ${sentences.asks.replaceAll('$1', decision)}`,
              '  Then the answer has',
              ...tableOf(answerRows(said)),
            ].join('\n'),
          ],
    )
    .join('\n\n');
};

type Row = readonly [path: string, value: unknown];

const rowsIn = (facts: Readonly<Record<string, unknown>>, above: string): readonly Row[] =>
  Object.entries(facts).flatMap(([name, value]): readonly Row[] => {
    const path = `${above}${name}`;
    const isMoney = isRecord(value) && 'minor' in value;
    return isRecord(value) && !isMoney && Object.keys(value).length > 0
      ? rowsIn(value, `${path}.`)
      : [[path, value]];
  });

const answerRows = ({ decision }: Extract<CaseAnswer, { readonly code: 'decided' }>): readonly Row[] => {
  const { outcome, effects, discretion } = decision;
  return [
    ['outcome', outcome],
    ...Object.entries(effects).map(([name, value]): Row => [`effects.${name}`, value]),
    ['discretion', discretion],
  ];
};

const tableOf = (rows: readonly Row[]): readonly string[] =>
  [['path', 'value'] as const, ...rows.map(([path, value]) => [path, JSON.stringify(value)] as const)].map(
    ([path, value]) =>
      `    | ${path} | ${value.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', '\\n')} |`,
  );
