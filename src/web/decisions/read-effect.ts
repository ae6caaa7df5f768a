import { parseInstant } from '../../language/instants.js';
import { isMoneyText, readMoneyText } from '../../language/money/money-text.js';
import { readNumber, type Typed } from '../parts/read-typed.js';
import type { Json } from '../../wire/parts.js';

/** How an effect is written, by what it is. */
export const hintOfEffect = (type: string): string => {
  switch (type) {
    case 'money':
      return 'Like USD 1,200.00';
    case 'integer':
      return 'A whole number';
    case 'number':
      return 'A number, like 12.5';
    case 'boolean':
      return 'yes or no';
    case 'instant':
      return 'Like 2026-08-15T12:00:00Z';
    case 'text':
      return '';
    default:
      return 'As JSON';
  }
};

/** Reads what somebody typed for an effect of an unresolved decision; an empty text is none, and is not asked here. */
export const readEffect = (type: string, typed: string): Typed<Json> => {
  const text = typed.trim();
  switch (type) {
    case 'money': {
      if (!isMoneyText(text))
        return { code: 'unread', why: `“${text}” can’t be read as an amount. ${hintOfEffect(type)}.` };
      const read = readMoneyText(text);
      return read.ok
        ? { code: 'read', value: { ...read.money } }
        : { code: 'unread', why: `“${text}” can’t be read: ${read.hint}.` };
    }
    case 'integer':
    case 'number':
      return readNumber(text, type === 'integer');
    case 'boolean':
      return text === 'yes' || text === 'no'
        ? { code: 'read', value: text === 'yes' }
        : { code: 'unread', why: 'Write yes or no.' };
    case 'instant':
      return parseInstant(text).ok
        ? { code: 'read', value: text }
        : { code: 'unread', why: `“${text}” is no instant. ${hintOfEffect(type)}.` };
    case 'text':
      return { code: 'read', value: text };
    default:
      try {
        return { code: 'read', value: JSON.parse(text) as Json };
      } catch {
        return { code: 'unread', why: `“${text}” is no JSON.` };
      }
  }
};
