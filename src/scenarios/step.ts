import { parseDocument } from 'yaml';
import type { Check } from './check.js';
import { asSent, isList, isObject, type Json, type JsonObject } from './json.js';
import { notPlain } from './plain-yaml.js';
import { without, withItem, withValue } from './paths.js';
import type { Phrase, PhraseTable } from './phrase-table.js';
import type { Request } from './scenario.js';

/** What a scenario has said so far. */
export interface CaseSoFar {
  /** The contract. */
  readonly document: string;
  readonly facts: JsonObject;
  /** RFC 3339, or whatever the scenario wants to have refused; `null` where it has not said. */
  readonly asOf: string | null;
  readonly edition: JsonObject;
  readonly subject: string | null;
  /** What the customer did: acts of `acceptance`. */
  readonly acts: readonly Json[];
  /** Clauses that are held invalid, each with its authority. */
  readonly invalid: readonly Json[];
}

/** What a step comes to: more is said, then perhaps a decision asked for, then the last answer checked. */
export type StepResult =
  | {
      readonly code: 'done';
      readonly said: CaseSoFar;
      readonly request: Request | null;
      readonly checks: readonly Check[];
    }
  | { readonly code: 'not-understood'; readonly why: string };

/** The rows of a step's table, as written. */
export type Rows = readonly (readonly string[])[];

/** A sentence that scenarios may use, and what it means. */
export interface Step {
  /** A Cucumber expression. */
  readonly text: string;
  /** How many parameters it has. */
  readonly parameters: number;
  readonly takesTable: boolean;
  /** `file:line:column` of its phrase; `null` for a general step. */
  readonly position: string | null;
  readonly perform: (said: CaseSoFar, parameters: readonly Json[], rows: Rows) => StepResult;
}

/** The beginning of every scenario of a contract: nothing is said. */
export const nothingSaid = (document: string): CaseSoFar => ({
  document,
  facts: {},
  asOf: null,
  edition: {},
  subject: null,
  acts: [],
  invalid: [],
});

/** The steps of a table: one for each phrase. */
export const stepsOf = (table: PhraseTable): readonly Step[] =>
  table.phrases.map((phrase) => ({
    text: phrase.text,
    parameters: phrase.parameters,
    takesTable: false,
    position: phrase.position,
    perform: (said, parameters) => performPhrase(phrase, said, parameters),
  }));

/** The steps of every contract, for what no phrase says. */
export const generalSteps: readonly Step[] = [
  {
    text: 'the facts',
    parameters: 0,
    takesTable: true,
    position: null,
    perform: (said, _parameters, rows) =>
      withRows(rows, (values) => {
        const facts = values.reduce((so, [path, value]) => withValue(so, path, value), said.facts);
        return { code: 'done', said: { ...said, facts }, request: null, checks: [] };
      }),
  },
  {
    text: 'nothing is said of {string}',
    parameters: 1,
    takesTable: false,
    position: null,
    perform: (said, [path = null]) => {
      const facts = without(said.facts, asText(path));
      return { code: 'done', said: { ...said, facts }, request: null, checks: [] };
    },
  },
  {
    text: 'the answer has',
    parameters: 0,
    takesTable: true,
    position: null,
    perform: (said, _parameters, rows) =>
      withRows(rows, (values) => {
        const checks = values.map(([path, value]): Check => ({ kind: 'equal', path, value }));
        return { code: 'done', said, request: null, checks };
      }),
  },
];

/** Puts the parameters in place of `$1`, `$2`, …: whole, with their types, or as text inside a longer text. */
export function filled(template: Json, parameters: readonly Json[]): Json {
  if (typeof template === 'string') {
    const whole = /^\$(\d+)$/.exec(template);
    if (whole !== null) return parameters[Number(whole[1]) - 1] ?? null;
    return template.replaceAll(/\$(\d+)/g, (_, digits: string) => asText(parameters[Number(digits) - 1]));
  }
  if (isList(template)) return template.map((item) => filled(item, parameters));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [
      asText(filled(name, parameters)),
      filled(value, parameters),
    ]),
  );
}

const performPhrase = ({ actions }: Phrase, said: CaseSoFar, parameters: readonly Json[]): StepResult => {
  const pairs = (name: 'sets' | 'adds' | 'expects' | 'includes' | 'excludes' | 'counts'): [string, Json][] =>
    Object.entries(asObject(filled(actions[name] ?? {}, parameters)));
  const text = (name: 'asOf' | 'subject' | 'asks'): string => asText(filled(actions[name] ?? '', parameters));

  let { facts } = said;
  for (const [path, value] of pairs('sets')) facts = withValue(facts, path, value);
  for (const [path, item] of pairs('adds')) facts = withItem(facts, path, item);
  for (const path of asTexts(filled(actions.removes ?? [], parameters))) facts = without(facts, path);
  const now: CaseSoFar = {
    document: said.document,
    facts,
    asOf: actions.asOf === undefined ? said.asOf : text('asOf'),
    edition: actions.edition === undefined ? said.edition : asObject(filled(actions.edition, parameters)),
    subject: actions.subject === undefined ? said.subject : text('subject'),
    acts: actions.acts === undefined ? said.acts : [...said.acts, filled(actions.acts, parameters)],
    invalid:
      actions.invalid === undefined ? said.invalid : [...said.invalid, filled(actions.invalid, parameters)],
  };
  const asked = actions.asks === undefined ? null : requestOf(now, text('asks'));
  if (asked?.code === 'not-understood') return asked;
  const problem = actions.refuses === undefined ? null : asObject(filled(actions.refuses, parameters));
  return {
    code: 'done',
    said: now,
    request: asked?.request ?? null,
    checks: [
      ...(problem === null ? [] : [{ kind: 'refuses' as const, problem }]),
      ...pairs('expects').map(([path, value]): Check => ({ kind: 'equal', path, value })),
      ...pairs('includes').map(([path, pattern]): Check => ({ kind: 'includes', path, pattern })),
      ...pairs('excludes').map(([path, pattern]): Check => ({ kind: 'excludes', path, pattern })),
      ...pairs('counts').map(([path, count]): Check => ({ kind: 'counts', path, count })),
    ],
  };
};

type Asked =
  | { readonly code: 'asked'; readonly request: Request }
  | { readonly code: 'not-understood'; readonly why: string };

/** All that was said, as a request. No scenario depends on the clock. */
const requestOf = (
  { document, facts, asOf, edition, subject, acts, invalid }: CaseSoFar,
  decision: string,
): Asked => {
  if (asOf === null)
    return {
      code: 'not-understood',
      why: 'The scenario has not said when: name the instant before it asks.',
    };
  const request = {
    asOf,
    ...(subject === null ? {} : { subject }),
    facts,
    edition: { document, ...edition },
    ...(acts.length === 0 ? {} : { acceptance: { acts } }),
    ...(invalid.length === 0 ? {} : { invalid }),
  };
  return { code: 'asked', request: { decision, request } };
};

/** Reads a table `path | value`, with a heading or without; a value is written as in YAML. */
const withRows = (
  rows: Rows,
  use: (values: readonly (readonly [string, Json])[]) => StepResult,
): StepResult => {
  const values: (readonly [string, Json])[] = [];
  for (const row of rows) {
    const [path = '', written = ''] = row;
    if (path === 'path' && written === 'value') continue;
    const yaml = parseDocument(written, { prettyErrors: false });
    const [wrong] = [...yaml.errors, ...yaml.warnings];
    if (wrong !== undefined)
      return { code: 'not-understood', why: `\`${written}\` is no value: ${wrong.message}.` };
    const [strange] = notPlain(yaml);
    if (strange !== undefined)
      return { code: 'not-understood', why: `\`${written}\` is no plain value: ${strange.why}.` };
    if (written !== '' && (yaml.contents === null || /(^|\s)#/.test(unquoted(written))))
      return {
        code: 'not-understood',
        why: `\`${written}\` has a comment, which would not be read: put text with # in quotes.`,
      };
    if (row.length !== 2 || path === '')
      return {
        code: 'not-understood',
        why: 'A row of this table has a dotted path and a value: `| path | value |`.',
      };
    values.push([path, asSent(yaml.toJS())]);
  }
  return use(values);
};

/** A text without what stands in quotes. */
const unquoted = (written: string): string => written.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '');

const asObject = (value: Json): JsonObject => (isObject(value) ? value : {});

const asTexts = (value: Json): readonly string[] => (isList(value) ? value.map(asText) : []);

const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
