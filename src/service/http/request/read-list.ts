import { below } from '../../../language/values.js';
import type { JsonPlace } from '../../../decide/request/request-error.js';
import type { Pace } from '../../../workers/pace.js';
import { parseBody, type ParsedBody } from './read-json.js';
import { splitList, type ItemExtent } from './split-list.js';

/** A list whose items are JSON, each as its text; or what is wrong with the first that is none. */
export type ListBody =
  | { readonly code: 'list'; readonly items: readonly Buffer[] }
  | Exclude<ParsedBody, { readonly code: 'read' }>;

/** What a list may have. */
export interface ListLimits {
  readonly mostItems: number;
  /** An item that is longer is not looked into. */
  readonly itemBytes: number;
}

/**
 * Finds the items of a list (`beginsList`), and that each is JSON. Keeps none of them as a value: they are read again one by one, so that a list takes
 * no more memory than its text.
 */
export const readList = async (
  bytes: Buffer,
  { mostItems, itemBytes }: ListLimits,
  pace: Pace,
): Promise<ListBody> => {
  const { items, length, wrong } = await splitList(bytes, mostItems, pace);
  if (length > mostItems) {
    const message = `This may have at most ${mostItems} items, and has ${length}.`;
    return { code: 'invalid-request', errors: [{ pointer: '', code: 'too-many', message }] };
  }
  const texts: Buffer[] = [];
  for (const [nth, item] of items.entries()) {
    const text = bytes.subarray(item.start, item.end);
    if (text.length <= itemBytes) {
      await pace(text.length);
      const read = parseBody(text);
      if (read.code !== 'read') return ofList(read, item, nth);
    }
    texts.push(text);
  }
  return wrong === undefined ? { code: 'list', items: texts } : { code: 'not-json', ...wrong };
};

/** What is wrong with an item, told by its place in the list. */
const ofList = (
  wrong: Exclude<ParsedBody, { readonly code: 'read' }>,
  { place }: ItemExtent,
  nth: number,
): Exclude<ListBody, { readonly code: 'list' }> =>
  wrong.code === 'not-json'
    ? {
        ...wrong,
        reason: wrong.reason.replace(/the end of the text(?= is expected)/, '`,` or `]`'),
        place: placeIn(place, wrong.place),
      }
    : {
        ...wrong,
        errors: wrong.errors.map((error) => ({ ...error, pointer: `${below('', nth)}${error.pointer}` })),
      };

const placeIn = (item: JsonPlace, { offset, line, column }: JsonPlace): JsonPlace => ({
  offset: item.offset + offset,
  line: item.line + line - 1,
  column: line === 1 ? item.column + column - 1 : column,
});
