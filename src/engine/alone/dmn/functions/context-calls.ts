import { context, list, none, text, type Dmn } from '../dmn-value.js';
import { NotSaid } from '../not-said.js';

/** Functions of contexts (DMN 1.5, table 82), which their parameters fit already; `undefined` for another name. */
export const callOfContexts = (
  name: string,
  [first = none, second = none, third = none]: readonly Dmn[],
): Dmn | undefined => {
  const entries = first.kind === 'context' ? first.entries : new Map<string, Dmn>();
  const items = first.kind === 'list' ? first.items : [];
  switch (name) {
    case 'get value':
      if (second.kind === 'list') throw new NotSaid('a path of keys');
      return second.kind === 'string' ? (entries.get(second.value) ?? none) : none;
    case 'get entries':
      return list(
        [...entries].map(([key, value]) =>
          context([
            ['key', text(key)],
            ['value', value],
          ]),
        ),
      );
    case 'context put':
      return put(first, second.kind === 'list' ? second.items : [second], third);
    case 'context merge':
      return items.some(({ kind }) => kind !== 'context')
        ? none
        : context(items.flatMap((one) => (one.kind === 'context' ? [...one.entries] : [])));
    case 'context':
      return contextOf(items);
    default:
      return undefined;
  }
};

const contextOf = (entries: readonly Dmn[]): Dmn => {
  const made = new Map<string, Dmn>();
  for (const entry of entries) {
    const key = entry.kind === 'context' ? entry.entries.get('key') : undefined;
    const value = entry.kind === 'context' ? entry.entries.get('value') : undefined;
    if (key?.kind !== 'string' || value === undefined || made.has(key.value)) return none;
    made.set(key.value, value);
  }
  return context(made);
};

/** A context with another value at a path of keys. */
const put = (into: Dmn, [key, ...others]: readonly Dmn[], value: Dmn): Dmn => {
  if (into.kind !== 'context' || key?.kind !== 'string') return none;
  const inner = others.length === 0 ? value : put(into.entries.get(key.value) ?? none, others, value);
  if (others.length > 0 && inner.kind === 'null') return none;
  return context([...into.entries, [key.value, inner]]);
};
