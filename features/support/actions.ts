import { AssertionError } from 'node:assert/strict';
import type { Json, JsonObject } from './driver.js';
import { asAnswered, hasAll, isEqual } from './matching.js';
import { isList, isObject, valueAt, without, withItem, withValue } from './paths.js';
import type { Phrase } from './phrase-table.js';
import type { ClausebookWorld } from './world.js';

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

/** Does what a phrase of the table says. Throws an assertion that shows the whole answer where that differs. */
export async function perform(
  world: ClausebookWorld,
  phrase: Phrase,
  parameters: readonly Json[],
): Promise<void> {
  const { actions } = phrase;
  const pairs = (name: 'sets' | 'adds' | 'expects' | 'includes' | 'excludes' | 'counts'): [string, Json][] =>
    Object.entries(asObject(filled(actions[name] ?? {}, parameters)));
  const text = (name: 'asOf' | 'subject' | 'asks'): string => asText(filled(actions[name] ?? '', parameters));

  for (const [path, value] of pairs('sets')) world.facts = withValue(world.facts, path, value);
  for (const [path, item] of pairs('adds')) world.facts = withItem(world.facts, path, item);
  for (const path of asTexts(filled(actions.removes ?? [], parameters)))
    world.facts = without(world.facts, path);
  if (actions.asOf !== undefined) world.asOf = text('asOf');
  if (actions.edition !== undefined) world.edition = asObject(filled(actions.edition, parameters));
  if (actions.subject !== undefined) world.subject = text('subject');
  if (actions.asks !== undefined) await world.ask(text('asks'));

  if (actions.refuses !== undefined) {
    const { status, body } = world.answer();
    const problem = asAnswered(filled(actions.refuses, parameters));
    const answered = isObject(body) ? { ...body, status } : body;
    require(world, status >= 400 && hasAll(answered, problem), 'is no refusal with', problem);
  }
  for (const [path, value] of pairs('expects')) expectAt(world, path, value);
  for (const [path, pattern] of pairs('includes')) {
    const list = valueAt(world.answer().body, path);
    require(world, isList(list) &&
      list.some((item) => hasAll(item, pattern)), `has not in \`${path}\``, pattern);
  }
  for (const [path, pattern] of pairs('excludes')) {
    const list = valueAt(world.answer().body, path);
    require(world, isList(list) &&
      !list.some((item) => hasAll(item, pattern)), `has in \`${path}\``, pattern);
  }
  for (const [path, count] of pairs('counts')) {
    const list = valueAt(world.answer().body, path);
    require(world, isList(list) && list.length === count, `has not so many in \`${path}\`:`, count);
  }
}

/** Requires that the last answer has this value at the dotted path; instants are compared as answers write them. */
export function expectAt(world: ClausebookWorld, path: string, value: Json): void {
  const expected = asAnswered(value);
  const actual = valueAt(world.answer().body, path);
  if (isEqual(actual, expected)) return;
  throw new AssertionError({
    message: `\`${path}\` is ${JSON.stringify(actual) || 'absent'}, not ${JSON.stringify(expected)}, in ${shown(world)}`,
    actual,
    expected,
  });
}

function require(world: ClausebookWorld, holds: boolean, complaint: string, pattern: Json): void {
  if (holds) return;
  throw new AssertionError({
    message: `The answer ${complaint} ${JSON.stringify(pattern)}: ${shown(world)}`,
  });
}

const shown = (world: ClausebookWorld): string => {
  const { status, body } = world.answer();
  return `${status} ${JSON.stringify(body, null, 2)}`;
};

const asObject = (value: Json): JsonObject => (isObject(value) ? value : {});

const asTexts = (value: Json): readonly string[] => (isList(value) ? value.map(asText) : []);

const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
