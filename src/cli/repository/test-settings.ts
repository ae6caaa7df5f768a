import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { WrongUse } from '../shell/command.js';
import { readIfThere } from '../shell/read-named.js';

/** What `clausebook test` runs, as `clausebook.yaml` says it. */
const words = {
  driver: ['http', 'in-process'],
  coverage: ['strict', 'usual', 'off'],
  sweep: ['on', 'off'],
  mutate: ['on', 'off'],
} as const;

type Name = keyof typeof words;

/** What is run besides the check and the scenarios, and how these ask. */
export type TestSettings = { readonly [Key in Name]: (typeof words)[Key][number] };

/** The words that each setting takes. */
export const testWords = words;

/** All that can be run, the scenarios as a service is asked. */
const usual: TestSettings = { driver: 'http', coverage: 'strict', sweep: 'on', mutate: 'on' };

/** Where the settings stand, in the folder that a command is called in. */
export const settingsFile = 'clausebook.yaml';

/** Reads the settings; the usual ones where there is no file. Throws {@link WrongUse} with each place where it is wrong. */
export const readTestSettings = async (file: string): Promise<TestSettings> => {
  const text = await readIfThere(file);
  if (text === undefined) return usual;
  const lines = new LineCounter();
  // 1.1 would take `on` and `off` for booleans.
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const wrong: string[] = [];
  const fault = (offset: number, what: string): void => {
    const { line, col } = lines.linePos(offset);
    wrong.push(`${file}:${line}:${col}: ${what}`);
  };
  for (const { pos, message } of [...yaml.errors, ...yaml.warnings]) fault(pos[0], message);
  const found: Partial<Record<Name, string>> = {};
  const root = yaml.contents;
  if (wrong.length === 0 && isMap(root))
    for (const { key, value } of root.items) {
      if (String(key) !== 'test')
        fault(offsetOf(key), `\`${String(key)}\` is unknown: this file has \`test\`.`);
      else if (!isMap(value)) fault(offsetOf(key), `\`test\` is a map of ${names.join(', ')}.`);
      else
        for (const { key: name, value: word } of value.items) {
          const known = names.find((one) => one === String(name));
          if (known === undefined)
            fault(offsetOf(name), `\`${String(name)}\` is unknown: \`test\` has ${names.join(', ')}.`);
          else if (isScalar(word) && isWordOf(known, word.value)) found[known] = word.value;
          else fault(offsetOf(name), `\`${known}\` is one of ${words[known].join(', ')}.`);
        }
    }
  else if (wrong.length === 0 && root !== null) fault(0, 'The file is no map: it has `test`.');
  if (wrong.length > 0) throw new WrongUse(wrong.join('\n'));
  return { ...usual, ...found } as TestSettings; // each is one of its words
};

const names = Object.keys(words) as readonly Name[]; // its own keys

const isWordOf = (name: Name, value: unknown): value is string =>
  (words[name] as readonly unknown[]).includes(value);

const offsetOf = (node: unknown): number => (isScalar(node) || isMap(node) ? (node.range?.[0] ?? 0) : 0);
