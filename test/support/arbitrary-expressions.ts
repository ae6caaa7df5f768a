import type { Choices } from './arbitrary-choices.js';

/** The types that random expressions have. */
export type Kind =
  | 'boolean'
  | 'integer'
  | 'number'
  | 'text'
  | 'instant'
  | 'duration'
  | 'date'
  | 'integers'
  | 'texts'
  | 'items'
  | 'money';

/** A name that random expressions may read. */
export interface Name {
  readonly name: string;
  readonly kind: Kind;
  readonly nullable: boolean;
}

/** Texts that would be code if they ever reached generated source as they are. */
export const hostileTexts = [
  'a',
  'b',
  '',
  '"',
  "'",
  '`',
  '${globalThis.broken = true}',
  '*/ globalThis.broken = true /*',
  '\n globalThis.broken = true //',
  '\u2028globalThis.broken = true//',
  '\u2029',
  '\\',
  '\\"+(globalThis.broken=true)+"',
  '__proto__',
  'constructor',
  '</script>',
] as const;

/** A text as a FEEL literal. */
export const feelText = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );

/** A random expression of a kind, in FEEL, over some names; it types. */
export const expressionOf = (choices: Choices, kind: Kind, names: readonly Name[], depth = 2): string => {
  const inner = (wanted: Kind, more: readonly Name[] = []): string =>
    expressionOf(choices, wanted, [...names, ...more], depth - 1);
  const named = names.filter((name) => name.kind === kind);
  if (depth <= 0 || choices.below(4) === 0) {
    const place = choices.below(named.length + 1);
    const chosen = named[place - 1];
    return chosen === undefined ? literalOf(choices, kind) : present(chosen, literalOf(choices, kind));
  }
  const possible = forms[kind].filter((form) => choices.isSayable !== true || !unsayable.has(form));
  const [first = forms[kind][0], ...others] = possible;
  return choices.of([first, ...others])(inner, choices, names);
};

/** A literal of a kind. */
export const literalOf = (choices: Choices, kind: Kind): string => {
  switch (kind) {
    case 'boolean':
      return choices.of(['true', 'false']);
    case 'integer':
      return choices.of([
        '0',
        '1',
        '2',
        '3',
        '7',
        '10',
        '1000000007',
        '9007199254740991',
        '9007199254740993',
        '1234567890123456789012345678901234',
      ]);
    case 'number':
      return choices.of([
        '0.5',
        '1.15',
        '0.1',
        '2.005',
        '0.29',
        '123456789.123',
        '1.0',
        '0.000001',
        '0.1234567890123456',
        '12345678901234567890.12345678901234',
      ]);
    case 'text':
      return feelText(choices.of(hostileTexts));
    case 'instant':
      return choices.of([
        'asOf',
        'date and time("2026-05-01T00:00:00Z")',
        'date and time("2026-06-30T23:59:59.999Z")',
      ]);
    case 'date':
      return choices.of(['date("2026-01-31")', 'date("2024-02-29")', 'date("2026-12-31")']);
    case 'duration':
      return choices.of(['duration("P30D")', 'duration("PT1H")', 'duration("P1D")', 'duration("PT0.001S")']);
    case 'integers':
      return choices.of(['[]', '[1]', '[3, 1, 2, 1]']);
    case 'texts':
      return choices.of(['[]', '["a"]', '["b", "a", "b"]']);
    case 'items':
      return '[{ kind: "a", size: 2, at: asOf }]';
    case 'money':
      return choices.of(['{ minor: 0, currency: "USD" }', '{ minor: 7, currency: "EUR" }']);
  }
};

const present = ({ name, nullable }: Name, otherwise: string): string =>
  nullable ? `(if ${name} != null then ${name} else ${otherwise})` : name;

type Form = (
  inner: (kind: Kind, more?: readonly Name[]) => string,
  choices: Choices,
  names: readonly Name[],
) => string;

const variable = (name: string, kind: Kind): Name => ({ name, kind, nullable: false });

const ifForm =
  (kind: Kind): Form =>
  (inner) =>
    `(if ${inner('boolean')} then ${inner(kind)} else ${inner(kind)})`;

const unsayable = new Set<Form>();

/** Forms that the translation for a solver refuses: of texts as such, of places in lists, of decimals with any number of digits. */
const refused = (form: Form): Form => {
  unsayable.add(form);
  return form;
};

const forms: Readonly<Record<Kind, readonly [Form, ...Form[]]>> = {
  boolean: [
    (inner, choices) =>
      `(${inner('integer')} ${choices.of(['<', '<=', '=', '!=', '>', '>='])} ${inner('integer')})`,
    (inner, choices) =>
      `(${inner('instant')} ${choices.of(['<', '<=', '=', '!=', '>', '>='])} ${inner('instant')})`,
    (inner, choices) => `(${inner('duration')} ${choices.of(['<', '>='])} ${inner('duration')})`,
    (inner, choices) => `(${inner('date')} ${choices.of(['<', '>=', '='])} ${inner('date')})`,
    (inner, choices) => `(${inner('money')} ${choices.of(['<', '>=', '=', '!='])} ${inner('money')})`,
    (inner, choices) => `(${inner('text')} ${choices.of(['=', '!='])} ${inner('text')})`,
    (inner, choices) =>
      `(${inner('number')} ${choices.of(['<', '<=', '=', '!=', '>', '>='])} ${inner('number')})`,
    refused((inner) => `list contains([${inner('number')}, ${inner('number')}], ${inner('number')})`),
    refused(
      (inner) => `(${inner('number')} in (${inner('number')}, [${inner('number')}..${inner('number')}]))`,
    ),
    refused(
      (inner) =>
        `(some x in [${inner('number')}, ${inner('number')}] satisfies ${inner('boolean', [variable('x', 'number')])})`,
    ),
    (inner) => `(${inner('integer')} between ${inner('integer')} and ${inner('integer')})`,
    (inner, choices) =>
      `(${inner('integer')} in ${choices.of(['[', '('])}${inner('integer')}..${inner('integer')}${choices.of([']', ')'])})`,
    (inner) => `(${inner('text')} in ${inner('texts')})`,
    (inner) => `(${inner('integer')} in (> ${inner('integer')}, ${inner('integer')}))`,
    refused(
      (inner, choices) =>
        `${choices.of(['contains', 'starts with', 'ends with'])}(${inner('text')}, ${inner('text')})`,
    ),
    (inner, choices) => `${choices.of(['all', 'any'])}([${inner('boolean')}, ${inner('boolean')}])`,
    (inner) =>
      `(some x in ${inner('integers')}, y in ${inner('integers')} satisfies ${inner('boolean', [variable('x', 'integer'), variable('y', 'integer')])})`,
    (inner) => `(${inner('boolean')} and ${inner('boolean')})`,
    (inner) => `(${inner('boolean')} or ${inner('boolean')})`,
    (inner) => `not(${inner('boolean')})`,
    (inner) => `list contains(${inner('texts')}, ${inner('text')})`,
    // What fails where it is computed, also where its value does not matter.
    (inner) => `list contains([0, floor(${inner('integer')} / ${inner('integer')})], ${inner('integer')})`,
    (inner, choices) =>
      `(${choices.of(['some', 'every'])} x in ${inner('integers')} satisfies ${inner('boolean', [variable('x', 'integer')])})`,
    (inner, choices) =>
      `(${choices.of(['some', 'every'])} y in ${inner('items')} satisfies ${inner('boolean', itemNames('y'))})`,
    (inner, _choices, names) => absenceOf(names) ?? inner('boolean'),
    ifForm('boolean'),
  ],
  integer: [
    (inner, choices) => `(${inner('integer')} ${choices.of(['+', '-', '*'])} ${inner('integer')})`,
    (inner) => `floor(${inner('integer')} / ${inner('integer')})`,
    (inner) => `ceiling(${inner('integer')} / 3)`,
    (inner) => `floor(${inner('duration')} / duration("P1D"))`,
    (inner) => `modulo(${inner('integer')}, ${inner('integer')})`,
    (inner, choices) =>
      `round ${choices.of(['up', 'down', 'half up', 'half down', 'half even'])}(${inner('number')})`,
    (inner, choices) => `${choices.of(['floor', 'ceiling', 'decimal'])}(${inner('number')})`,
    refused((inner) => `string length(${inner('text')})`),
    refused((inner) => `count(index of(${inner('integers')}, ${inner('integer')}))`),
    refused((inner) => `product(${inner('integers')})`),
    refused(
      (inner) => `count(distinct values([${inner('number')}, ${inner('number')}, ${inner('number')}]))`,
    ),
    (inner, choices) =>
      `round ${choices.of(['half up', 'half even', 'up', 'down'])}(${inner('integer')} / ${inner('integer')})`,
    (inner) => `(if max(${inner('integers')}) = null then 0 else count(${inner('integers')}))`,
    (inner) => `(if (${inner('integers')})[${inner('integer')}] = null then 1 else 2)`,
    (inner, choices) => `${choices.of(['min', 'max'])}(${inner('integer')}, ${inner('integer')})`,
    (inner) => `abs(${inner('integer')})`,
    (inner) => `-${inner('integer')}`,
    (inner, choices) => `${choices.of(['days', 'months'])} between(${inner('date')}, ${inner('date')})`,
    (inner, choices) => `(${inner('date')}).${choices.of(['year', 'month', 'day', 'weekday'])}`,
    (inner) => `count(allocate(${inner('money')}, [1, ${inner('integer')}]))`,
    (inner) => `count(${inner('items')})`,
    (inner) => `sum(${inner('integers')})`,
    (inner) => `(${inner('money')}).minor`,
    refused((inner) => `({ a: ${inner('integer')} / ${inner('integer')}, b: ${inner('integer')} }).b`),
    ifForm('integer'),
  ],
  number: [
    refused(
      (inner, choices) => `(${inner('number')} ${choices.of(['+', '-', '*', '/'])} ${inner('number')})`,
    ),
    refused(
      (inner, choices) => `(${inner('integer')} ${choices.of(['+', '-', '*', '/'])} ${inner('number')})`,
    ),
    refused((inner) => `(${inner('integer')} / ${inner('integer')})`),
    refused((inner) => `modulo(${inner('number')}, ${inner('number')})`),
    (inner, choices) => `${choices.of(['min', 'max'])}(${inner('number')}, ${inner('number')})`,
    refused(
      (inner, choices) => `${choices.of(['sum', 'product'])}([${inner('number')}, ${inner('number')}])`,
    ),
    refused(
      (inner, choices) =>
        `require(${choices.of(['mean', 'median', 'min', 'max'])}([${inner('number')}, ${inner('number')}]), "none")`,
    ),
    refused((inner) => `require((sort([${inner('number')}, ${inner('number')}]))[1], "none")`),
    (inner, choices) =>
      `${choices.of(['decimal', 'round half up', 'floor', 'ceiling'])}(${inner('number')}, ${choices.below(5)})`,
    (inner) => `(-${inner('number')})`,
    (inner) => `abs(${inner('number')})`,
    ifForm('number'),
  ],
  text: [
    refused((inner) => `(${inner('text')} + ${inner('text')})`),
    refused((inner, choices) => `${choices.of(['upper case', 'lower case'])}(${inner('text')})`),
    refused((inner) => `substring(${inner('text')}, ${inner('integer')})`),
    refused(
      (inner, choices) =>
        `${choices.of(['substring before', 'substring after'])}(${inner('text')}, ${inner('text')})`,
    ),
    refused((inner) => `string join(${inner('texts')}, ${inner('text')})`),
    (inner) => `(${inner('money')}).currency`,
    ifForm('text'),
  ],
  instant: [
    (inner) => `(${inner('instant')} + ${inner('duration')})`,
    (inner) => `(${inner('instant')} - ${inner('duration')})`,
    (inner, choices) => `add months(${inner('instant')}, ${choices.below(14)})`,
    (inner) => `max(${inner('instant')}, ${inner('instant')})`,
    ifForm('instant'),
  ],
  date: [
    (inner, choices) => `(${inner('date')} ${choices.of(['+', '-'])} ${inner('duration')})`,
    (inner, choices) => `(${inner('date')} ${choices.of(['+', '-'])} duration("P1Y${choices.below(12)}M"))`,
    (inner, choices) => `add months(${inner('date')}, ${choices.below(14)})`,
    (inner, choices) => `start of ${choices.of(['month', 'year'])}(${inner('date')})`,
    ifForm('date'),
  ],
  duration: [
    (inner) => `(${inner('date')} - ${inner('date')})`,
    (inner) => `(${inner('duration')} * ${inner('number')})`,
    (inner) => `(${inner('instant')} - ${inner('instant')})`,
    (inner) => `(${inner('duration')} * ${inner('integer')})`,
    (inner) => `(${inner('duration')} + ${inner('duration')})`,
    (inner) => `abs(${inner('duration')})`,
  ],
  integers: [
    (inner) => `[${inner('integer')}, ${inner('integer')}]`,
    (inner, choices) => `${choices.of(['concatenate', 'union'])}(${inner('integers')}, ${inner('integers')})`,
    (inner) => `distinct values(${inner('integers')})`,
    refused((inner, choices) => `${choices.of(['sort', 'reverse'])}(${inner('integers')})`),
    (inner) => `append(${inner('integers')}, ${inner('integer')})`,
    refused((inner) => `remove(${inner('integers')}, ${inner('integer')})`),
    refused((inner) => `insert before(${inner('integers')}, ${inner('integer')}, ${inner('integer')})`),
    refused((inner) => `sublist(${inner('integers')}, ${inner('integer')})`),
    refused(
      (inner) =>
        `(for x in 1..count(${inner('integers')}) return ${inner('integer', [variable('x', 'integer')])})`,
    ),
    (inner) =>
      `(for x in ${inner('integers')}, z in [1, 2] return ${inner('integer', [variable('x', 'integer'), variable('z', 'integer')])})`,
    (inner) => `(for x in ${inner('integers')} return ${inner('integer', [variable('x', 'integer')])})`,
    (inner) => `(${inner('integers')})[${inner('boolean', [variable('item', 'integer')])}]`,
    (inner) => `(for y in ${inner('items')} return y.size)`,
  ],
  texts: [
    (inner) => `[${inner('text')}]`,
    (inner, choices) => `${choices.of(['concatenate', 'union'])}(${inner('texts')}, ${inner('texts')})`,
    (inner) => `(for y in ${inner('items')} return y.kind)`,
    (inner) => `(${inner('texts')})[item != ${inner('text')}]`,
  ],
  items: [
    (inner) => `(${inner('items')})[${inner('boolean', itemNames('item'))}]`,
    (inner, choices) => `${choices.of(['concatenate', 'union'])}(${inner('items')}, ${inner('items')})`,
  ],
  money: [
    (inner, choices) => `(${inner('money')} ${choices.of(['+', '-'])} ${inner('money')})`,
    (inner) => `(${inner('money')} * ${inner('integer')})`,
    (inner, choices) =>
      `${choices.of(['floor', 'ceiling', 'round half up', 'round half even'])}(${inner('money')} ${choices.of(['*', '/'])} ${inner('number')})`,
    (inner, choices) => `${choices.of(['min', 'max'])}(${inner('money')}, ${inner('money')})`,
    (inner) => `(-${inner('money')})`,
    (inner) => `{ minor: ${inner('integer')}, currency: ${inner('text')} }`,
    ifForm('money'),
  ],
};

/** The fields of an item in a list of records. */
const itemNames = (name: string): readonly Name[] => [
  { name: `${name}.kind`, kind: 'text', nullable: false },
  { name: `${name}.size`, kind: 'integer', nullable: false },
  { name: `${name}.at`, kind: 'instant', nullable: true },
];

const absenceOf = (names: readonly Name[]): string | undefined => {
  const nullable = names.filter((name) => name.nullable);
  return nullable.length === 0
    ? undefined
    : `(${nullable.map(({ name }) => `${name} != null`).join(' or ')})`;
};
