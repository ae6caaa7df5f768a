import { RE2JS } from 're2js';

/**
 * A regular expression of XPath as DMN has it (10.3.4.3), tried in time that grows with the length of a text and no faster. Throws a RangeError
 * for what is none, or looks around or back.
 * @param flags letters of `s`, `m`, `i`, `x`, `q`
 */
export const patternOf = (pattern: string, flags: string): RE2JS => {
  const key = JSON.stringify([pattern, flags]);
  let compiled = known.get(key);
  if (compiled === undefined) {
    if (known.size >= mostKnown) known.clear();
    known.set(key, (compiled = compile(pattern, flags)));
  }
  return compiled;
};

const known = new Map<string, RE2JS>();
const mostKnown = 500;

const compile = (pattern: string, flags: string): RE2JS => {
  if (!/^[smixq]*$/.test(flags)) throw new RangeError(`\`${flags}\` are no flags of s, m, i, x, q`);
  const written = flags.includes('q')
    ? RE2JS.quote(pattern)
    : flags.includes('x')
      ? withoutSpaces(pattern)
      : pattern;
  if (notXPath.test(written)) throw new RangeError(`\`${pattern}\` is no regular expression of FEEL`);
  const bits =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0);
  try {
    return RE2JS.compile(written, bits);
  } catch (cause) {
    throw new RangeError(`\`${pattern}\` is no regular expression that is tried in linear time`, { cause });
  }
};

/** Groups with names or options, and what looks around, are of other languages; `\i`, `\c` and differences of classes are of XML's alone. */
const notXPath = /\(\?(?!:)|\\[icICQEAzbB]|(?<!\\)\[[^\]]*-\[/;

/** Spaces outside brackets do not count. */
const withoutSpaces = (pattern: string): string =>
  pattern.replaceAll(/\[(?:\\.|[^\]\\])*\]|\\.|\s+/gs, (part) => (part.trim() === '' ? '' : part));

/** Why a text is no pattern with such flags, in words; `null` where it is one. */
export const whyNoPattern = (pattern: string, flags: string): string | null => {
  try {
    patternOf(pattern, flags);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
};
