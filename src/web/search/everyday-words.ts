/** What people say, and the words that contracts have for it, in English; of no contract in particular. */
const everyday: readonly (readonly [said: string, words: readonly string[]])[] = [
  ['money back', ['refund', 'reimburse']],
  ['pay back', ['refund', 'reimburse']],
  ['give up', ['terminate', 'cancel', 'waive']],
  ['get out of', ['terminate', 'cancel', 'withdraw']],
  ['run out', ['expire']],
  ['how much', ['price', 'fee', 'charge', 'amount']],
  ['how long', ['period', 'term', 'duration', 'days']],
  ['price', ['fee', 'charge']],
  ['cost', ['fee', 'charge', 'price']],
  ['end', ['terminate', 'cancel', 'expire']],
  ['quit', ['terminate', 'cancel']],
  ['stop', ['terminate', 'suspend', 'cancel']],
  ['block', ['suspend', 'restrict']],
  ['ban', ['suspend', 'terminate']],
  ['late', ['overdue', 'delay']],
  ['broken', ['failure', 'outage', 'unavailable']],
  ['down', ['outage', 'unavailable']],
  ['free', ['trial', 'no charge']],
  ['law', ['applicable law', 'statutory']],
  ['change', ['amend', 'modify', 'update']],
];

/** What a line looks for: of each thing that is said, the words of which one must be found. */
export const wantedWords = (line: string): readonly (readonly string[])[] => {
  let rest = ` ${line.toLowerCase().replaceAll(/[^\p{L}\p{N}.()]+/gu, ' ')} `;
  const wanted: (readonly string[])[] = [];
  for (const [said, words] of everyday)
    if (said.includes(' ') && rest.includes(` ${said} `)) {
      wanted.push([said, ...words]);
      rest = rest.replace(` ${said} `, ' ');
    }
  for (const word of rest.split(' ').filter((one) => one !== '' && !unsaid.has(one)))
    wanted.push([word, ...(everyday.find(([said]) => said === word)?.[1] ?? [])]);
  return wanted;
};

/** Words that say nothing of what is looked for. */
const unsaid = new Set([
  ...[
    'a',
    'an',
    'the',
    'of',
    'to',
    'in',
    'on',
    'is',
    'are',
    'i',
    'my',
    'do',
    'does',
    'can',
    'get',
    'for',
    'it',
  ],
  ...['what', 'when', 'if', 'and', 'or', 'we', 'they', 'me', 'be'],
]);

/** A word without what its form adds: `refunds`, `refunded` and `refundable` are found by `refund`. */
const stemOf = (word: string): string =>
  word.length < 5
    ? word.replace(/(?<=..)s$/, '')
    : word.replace(/(?:ations?|ing|ed|able|ments?|es|s|e)$/, '');

/** How well a text fits: how many of the wanted words stand in it, as themselves before as others; 0 where one is missing. */
export const fitOf = (text: string, wanted: readonly (readonly string[])[]): number => {
  const searched = text.toLowerCase();
  let fit = 0;
  for (const words of wanted) {
    const place = words.findIndex((word) => searched.includes(stemOf(word)));
    if (place === -1) return 0;
    fit += place === 0 ? 2 : 1;
  }
  return fit;
};
