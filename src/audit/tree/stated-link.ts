import type { Digest } from '../../language/canonical.js';
import { chainPlaceOf } from '../record/log-line.js';
import { parseLine } from '../record/log-line-shape.js';

/** The hash of a record, and of the one before it, as its line states them. */
export interface StatedLink {
  readonly previous: Digest;
  readonly hash: Digest;
}

const previousMember = ',"previous":"';
const hashMember = ',"hash":"';
const digestLength = 'sha256:'.length + 64;

/** The digest behind a member that a text has once; `undefined` where it has none or several: values that somebody sent may hold such members. */
const onlyOne = (line: string, member: string): Digest | undefined => {
  const at = line.indexOf(member);
  if (at === -1 || line.indexOf(member, at + 1) !== -1) return undefined;
  return line.slice(at + member.length, at + member.length + digestLength);
};

/** What a line of a log states of its place in the chain, not verified; `undefined` where it is no record. Most lines need not be parsed for it. */
export const statedLink = (line: string): StatedLink | undefined => {
  const previous = onlyOne(line, previousMember);
  const hash = onlyOne(line, hashMember);
  if (previous !== undefined && hash !== undefined) return { previous, hash };
  const record = parseLine(line);
  return record === undefined ? undefined : chainPlaceOf(record);
};
