import { formatValue } from '../../language/format-value.js';
import type { Letter, QuotedClause } from './letter.js';

/** What stands around the words of a letter. */
export interface LetterFrame {
  /** Of a recorded decision; `null` where a case was only tried. */
  readonly id: string | null;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Epoch milliseconds. */
  readonly decidedAt: number;
  /** By whose clocks instants are told. */
  readonly zone: string;
}

/** A letter as plain text. A clause is quoted where it is first named. */
export const tellLetter = (letter: Letter, { id, asOf, decidedAt, zone }: LetterFrame): string => {
  const at = (instant: number): string => formatValue(instant, { kind: 'instant' }, zone);
  const seen = new Set<string>();
  const reasons = (told: Letter['reasons']): readonly string[] =>
    told.flatMap(({ because, clauses }) => [
      `- ${because}`,
      ...clauses.map((one) => `  ${quote(one, seen)}`),
    ]);
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, ...lines];
  const listed = (sentences: readonly string[]): readonly string[] => sentences.map((one) => `- ${one}`);
  return [
    letter.terms,
    id === null
      ? `How this would be decided on ${at(asOf)}. Nothing has been decided.`
      : `Decision ${id} of ${at(decidedAt)}, on the state of things on ${at(asOf)}`,
    ...part('What was asked', [letter.asked]),
    ...part('The answer', [letter.answer]),
    ...part('Why', reasons(letter.reasons)),
    ...part('What is left out', reasons(letter.invalid ?? [])),
    ...part('What follows', listed(letter.follows)),
    ...part('What is left to choice', letter.choice === null ? [] : [letter.choice]),
    ...part('What can be done next', listed(letter.next)),
    ...part('What this rests on', listed(letter.takenThat)),
    '',
  ].join('\n');
};

const quote = ({ clause, words }: QuotedClause, seen: Set<string>): string => {
  if (seen.has(clause)) return `Clause ${clause}, as quoted above.`;
  seen.add(clause);
  return `Clause ${clause}: “${words}”`;
};
