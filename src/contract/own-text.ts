/**
 * The same text as a string of its own, of one byte a character where every character fits in one. V8 keeps what was cut from a longer text
 * as wide as that text, and the whole of it alive; what is answered often is then written at twice its size.
 */
export const ownText = (text: string): string =>
  isNarrow.test(text) ? Buffer.from(text, 'latin1').toString('latin1') : text;

/** Every character is of one byte. */
const isNarrow = /^[\0-\xff]*$/;
