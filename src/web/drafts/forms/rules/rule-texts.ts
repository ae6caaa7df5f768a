import { isList } from '../../../../language/values.js';
import { wordsOfName } from '../../../parts/values/formats.js';
import type { Option } from '../../../parts/select.js';
import type { Json } from '../../../../wire/parts.js';

/** A text of a rule; empty where there is none. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The texts of a list of a rule. */
export const textsOf = (value: Json | undefined): readonly string[] =>
  isList(value) ? value.filter((one) => typeof one === 'string') : [];

/** What stands for a choice that is not made yet. */
export const unchosen = ['', 'Choose …'] as const;

/** Names to choose among; the one that is chosen with them, where it is none of them. */
export const withChosen = (chosen: string, names: readonly string[]): readonly Option[] => [
  ...(names.includes(chosen) ? [] : [chosen === '' ? unchosen : ([chosen, chosen] as const)]),
  ...names.map((one) => [one, wordsOfName(one)] as const),
];

/** The id of a rule that is named in plain words: “Lost cards: no loan!” is `lost-cards-no-loan`. */
export const idOfName = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '');
