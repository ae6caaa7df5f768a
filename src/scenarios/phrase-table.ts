import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import { notPlain } from './plain-yaml.js';
import { asSent, isList, isObject, type Json } from './json.js';
import { cucumberParameters, phraseParameters } from './parameter-types.js';

/**
 * What a phrase does, in this order: it sets, adds to and removes facts, names the instant, the edition and the
 * subject, tells an act, names a clause that is invalid, asks for a decision, and compares the last answer. `$1` stands for the phrase's first parameter.
 */
export interface Phrase {
  /** A Cucumber expression. */
  readonly text: string;
  /** How many parameters it has. */
  readonly parameters: number;
  readonly actions: Readonly<Partial<Record<ActionName, Json>>>;
  /** `file:line:column`. */
  readonly position: string;
}

/** The phrases of one contract, and the word lists that they use. */
export interface PhraseTable {
  readonly document: string;
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly phrases: readonly Phrase[];
}

/** The shape that each action's value has. */
const shapes = {
  sets: 'object',
  adds: 'object',
  removes: 'texts',
  asOf: 'text',
  edition: 'object',
  acts: 'object',
  invalid: 'object',
  subject: 'text',
  asks: 'text',
  refuses: 'object',
  expects: 'object',
  includes: 'object',
  excludes: 'object',
  counts: 'object',
} as const;

/** The name of an action in a phrase table. */
export type ActionName = keyof typeof shapes;

const isActionName = (name: string): name is ActionName => Object.hasOwn(shapes, name);

const hasShape = (value: Json, shape: 'object' | 'text' | 'texts'): boolean => {
  if (shape === 'object') return isObject(value);
  if (shape === 'text') return typeof value === 'string';
  return isList(value) && value.every((item) => typeof item === 'string');
};

/** The names in the braces of a Cucumber expression, in order. */
const parametersOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?<!\\)\{([^}]*)\}/g)].map(([, name = '']) => name);

/** The greatest `$n` in a value. */
const greatestReference = (value: Json): number =>
  Math.max(0, ...[...JSON.stringify(value).matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits)));

/** A table, or everything that is wrong with it, each as `file:line:column: what, and what to do`. */
export type PhraseTableResult =
  | { readonly code: 'read'; readonly table: PhraseTable }
  | { readonly code: 'faults'; readonly faults: readonly string[] };

/**
 * Reads `phrases.yaml`.
 * @param file what faults name the file
 */
export function readPhraseTable(document: string, file: string, text: string): PhraseTableResult {
  const lines = new LineCounter();
  const yaml: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults: string[] = [];
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const where = (node: unknown): string => at(hasRange(node) ? node.range[0] : 0);
  const fault = (node: unknown, message: string): void => void faults.push(`${where(node)}: ${message}`);

  for (const { pos, message } of [...yaml.errors, ...yaml.warnings]) faults.push(`${at(pos[0])}: ${message}`);
  for (const { at: place, why } of notPlain(yaml)) faults.push(`${at(place)}: ${why}.`);
  const root: Node | null = yaml.contents;
  if (faults.length === 0 && !isMap(root))
    fault(root, 'The file is no map: it has `phrases`, and `parameters`.');
  if (faults.length > 0 || !isMap(root)) return { code: 'faults', faults };
  for (const { key } of root.items) {
    if (!['parameters', 'phrases'].includes(keyOf(key)))
      fault(key, `\`${keyOf(key)}\` is unknown: a table has \`parameters\` and \`phrases\`.`);
  }

  const words = readWords(root, fault);
  const phrases: Phrase[] = [];
  const seen = new Map<string, string>();
  const known = [...cucumberParameters, ...phraseParameters.map(({ name }) => name), ...words.keys()];

  const readPhrase = (item: YAMLMap): void => {
    const phraseNode = item.get('phrase', true);
    const phrase: unknown = phraseNode?.value;
    if (typeof phrase !== 'string' || phrase.trim() === '') {
      fault(item, 'A phrase has a text: write `phrase: …`.');
      return;
    }
    const position = where(phraseNode);
    const earlier = seen.get(phrase);
    if (earlier !== undefined) fault(phraseNode, `\`${phrase}\` stands twice: it is at ${earlier} already.`);
    seen.set(phrase, position);
    const parameters = parametersOf(phrase);
    for (const name of parameters) {
      if (!known.includes(name))
        fault(phraseNode, `\`{${name}}\` is unknown: name one of ${known.join(', ')}, or list its words.`);
    }
    const actions: Partial<Record<ActionName, Json>> = {};
    for (const { key, value } of item.items) {
      const name = keyOf(key);
      if (name === 'phrase') continue;
      if (!isActionName(name)) {
        fault(key, `\`${name}\` is no action: use one of ${Object.keys(shapes).join(', ')}.`);
        continue;
      }
      const plain = asSent(isNode(value) ? value.toJS(yaml) : null);
      if (!hasShape(plain, shapes[name])) fault(key, `\`${name}\` takes ${articleOf[shapes[name]]}.`);
      if (greatestReference(plain) > parameters.length)
        fault(value, `\`$${greatestReference(plain)}\` names no parameter of \`${phrase}\`.`);
      actions[name] = plain;
    }
    if (Object.keys(actions).length === 0) fault(item, `\`${phrase}\` does nothing: give it an action.`);
    phrases.push({ text: phrase, parameters: parameters.length, actions, position });
  };

  const list = root.get('phrases', true);
  if (isSeq(list)) {
    for (const item of list.items) {
      if (isMap(item)) readPhrase(item);
      else fault(item, 'A phrase is a map: `phrase: …` and its actions.');
    }
  } else fault(root, '`phrases` is missing: list the phrases of the contract.');
  if (faults.length > 0) return { code: 'faults', faults };
  return { code: 'read', table: { document, words, phrases } };
}

const articleOf = {
  object: 'a map of dotted paths',
  text: 'a text',
  texts: 'a list of dotted paths',
} as const;

function readWords(
  root: YAMLMap,
  fault: (node: unknown, message: string) => void,
): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, readonly string[]>();
  const parameters: unknown = root.get('parameters', true);
  if (parameters === undefined) return words;
  if (!isMap(parameters)) {
    fault(parameters, '`parameters` is a map of a name to its words.');
    return words;
  }
  for (const { key, value } of parameters.items) {
    const list = isSeq(value) ? value.items.map((item) => (isScalar(item) ? item.value : undefined)) : [];
    const texts = list.filter((word) => typeof word === 'string' && word !== '').map(String);
    if (texts.length === 0 || texts.length !== list.length)
      fault(key, `\`${keyOf(key)}\` takes a list of words, each a text.`);
    const name = keyOf(key);
    if ([...cucumberParameters, ...phraseParameters.map((one) => one.name), ...ofCucumber].includes(name))
      fault(key, `\`${name}\` is a parameter that every contract has: give these words another name.`);
    else if (!/^\p{L}[\p{L}\p{M}\p{N}-]*$/u.test(name))
      fault(key, `\`${name}\` cannot stand in braces: a name has letters, digits and hyphens.`);
    words.set(name, texts);
  }
  return words;
}

/** Further parameters that cucumber defines by itself. */
const ofCucumber = ['float', 'biginteger', 'bigdecimal', 'byte', 'short', 'long', 'double', ''];

const keyOf = (key: unknown): string => String(isScalar(key) ? key.value : key);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'toJS' in value;

const hasRange = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
