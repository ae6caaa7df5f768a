import { clauseAddress, readingsAddress, tryAddress } from '../parts/addresses.js';
import { titleOfName } from '../parts/values/formats.js';
import { fitOf, wantedWords } from './everyday-words.js';
import type { ContractBook, ScenarioTitles } from '../../wire/book/contract.js';
import type { Edition, EditionSummary, Parameters as Figures } from '../../wire/editions.js';

/** What a search may find in an edition. */
export type FoundKind = 'Question' | 'Clause' | 'Rule' | 'Definition' | 'Figure' | 'Reading' | 'Scenario';

/** Something that was found, and where it stands. */
export interface FoundItem {
  readonly kind: FoundKind;
  readonly title: string;
  readonly words: string;
  readonly address: string;
}

/** So many of one kind are shown. */
export const mostOfKind = 8;

/** What stands in an edition that a search may find; of parts that are not read yet, nothing. */
const itemsOf = (
  edition: EditionSummary,
  contract: ContractBook | undefined,
  readings: Edition['readings'] | undefined,
  parameters: Figures['parameters'] | undefined,
  scenarios: ScenarioTitles['scenarios'] | undefined,
): readonly FoundItem[] => {
  const at = (clause: string | undefined): string =>
    clause === undefined ? readingsAddress(edition) : clauseAddress(edition, clause);
  const clauses = contract?.sections.flatMap((section) => section.clauses) ?? [];
  const named = (
    kind: FoundKind,
    namesIn: (clause: (typeof clauses)[number]) => readonly string[],
  ): FoundItem[] =>
    [...new Map(clauses.flatMap((clause) => namesIn(clause).map((name) => [name, clause] as const)))].map(
      ([name, clause]) => ({
        kind,
        title: titleOfName((name.split('/').at(-1) ?? name).replace(/\.minor$/, '').replaceAll('.', ' ')),
        words: `clause ${clause.id}${name.includes('/') ? `, of ${titleOfName(name.split('/')[0] ?? '')}` : ''}`,
        address: at(clause.id),
      }),
    );
  return [
    ...(contract?.decisions ?? []).map(({ decision, question }) => ({
      kind: 'Question' as const,
      title: titleOfName(decision),
      words: question,
      address: tryAddress(edition.document, decision),
    })),
    ...clauses.map(({ id, words }) => ({ kind: 'Clause' as const, title: id, words, address: at(id) })),
    ...named('Rule', ({ rules }) => rules),
    ...named('Definition', ({ definitions }) => definitions),
    ...(parameters ?? []).map(({ parameter, describes, clauses: cited }) => ({
      kind: 'Figure' as const,
      title: titleOfName(parameter),
      words: describes,
      address: at(cited[0]),
    })),
    ...(readings ?? []).flatMap(({ id, words, taken, because, clauses: cited, scenarios: showing }) => [
      {
        kind: 'Reading' as const,
        title: `${id}: “${words}”`,
        words: `${taken} ${because}`,
        address: at(cited[0]),
      },
      ...showing.map((title) => ({
        kind: 'Scenario' as const,
        title,
        words: `shows the reading ${id}`,
        address: readingsAddress(edition),
      })),
    ]),
    ...(scenarios ?? [])
      .filter(({ title }) => !(readings ?? []).some((reading) => reading.scenarios.includes(title)))
      .map(({ title, feature, clauses: [first] }) => ({
        kind: 'Scenario' as const,
        title,
        words: `in ${feature}${first === undefined ? '' : `, clause ${first}`}`,
        address: at(first),
      })),
  ];
};

/** What a line finds in an edition, the best first, by kind. */
export const foundIn = (
  line: string,
  ...parts: Parameters<typeof itemsOf>
): ReadonlyMap<FoundKind, readonly FoundItem[]> => {
  const wanted = wantedWords(line);
  const found = new Map<FoundKind, { readonly fit: number; readonly item: FoundItem }[]>();
  if (wanted.length === 0) return new Map();
  for (const item of itemsOf(...parts)) {
    // What stands in the title counts twice.
    const fit = fitOf(`${item.title} ${item.words}`, wanted);
    if (fit === 0) continue;
    const all = found.get(item.kind) ?? [];
    all.push({ fit: fit + fitOf(item.title, wanted), item });
    found.set(item.kind, all);
  }
  return new Map(
    [...found].map(([kind, all]) => [
      kind,
      all.toSorted((one, other) => other.fit - one.fit).map(({ item }) => item),
    ]),
  );
};
