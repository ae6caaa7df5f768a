import { lastInstantMs } from '../../language/instants.js';
import type { Type } from '../../language/types/types.js';
import { list, scalar, type Symbolic } from '../terms/symbolic.js';

/** A value of the scope, which is held to its type, with what is known of its size: so its sums and products have no more than so many digits. */
export const bounded = (value: Symbolic, type: Type): Symbolic => {
  switch (value.kind) {
    case 'scalar': {
      const most = mosts[type.kind];
      return most === undefined || value.term.sort !== 'Int' || (value.term.most ?? most + 1n) <= most
        ? value
        : scalar({ ...value.term, most }, value.absent);
    }
    case 'list': {
      const { items, absent } = value;
      if (type.kind !== 'list') return value;
      return list(
        items.map((item) => ({ there: item.there, value: bounded(item.value, type.of) })),
        absent,
      );
    }
    case 'record': {
      if (type.kind !== 'record') return value;
      const fields = [...value.fields].map(([name, field]): [string, Symbolic] => {
        const of = type.fields[name];
        return [name, of === undefined ? field : bounded(field, of)];
      });
      return { ...value, fields: new Map(fields) };
    }
    case 'unsaid':
    case 'nothing':
      return value;
  }
};

const safe = BigInt(Number.MAX_SAFE_INTEGER);
const calendar = BigInt(lastInstantMs);

const mosts: Readonly<Partial<Record<Type['kind'], bigint>>> = {
  integer: safe,
  duration: safe,
  months: safe,
  instant: calendar,
  date: calendar,
  local: calendar,
  time: calendar,
};
