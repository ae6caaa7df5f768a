import type { ChainExtent } from '../../audit/store/lines.js';
import type { LogToRead } from '../arguments/open.js';
import { cutLines, type CutLines } from './cut-lines.js';

/** Lines that follow each other in a chain, as they are cut. */
export interface Stretch extends CutLines {
  readonly chain: ChainExtent;
  readonly count: number;
  /** Of the last line. */
  readonly last: number;
}

const linesAtOnce = 1000;

/**
 * Reads chains of a log one after the other, once.
 * @param from the sequence of the last line of a chain that is read already
 * @param withPersonal whether values that are kept beside the body become columns
 */
export async function* stretchesOf(
  log: Pick<LogToRead, 'linesAfter' | 'linesJoined'>,
  chains: readonly ChainExtent[],
  from: (chain: ChainExtent) => number,
  withPersonal: boolean,
): AsyncGenerator<Stretch> {
  for (const chain of chains)
    for (let read = from(chain); read < chain.last;) {
      const stretch = await stretchAfter(log, chain, read, withPersonal);
      read = stretch?.last ?? chain.last;
      if (stretch !== undefined) yield stretch;
    }
}

/** Lines of a chain after one; `undefined` where there are none. */
const stretchAfter = async (
  log: Pick<LogToRead, 'linesAfter' | 'linesJoined'>,
  chain: ChainExtent,
  after: number,
  withPersonal: boolean,
): Promise<Stretch | undefined> => {
  const { number, last } = chain;
  // More than a database makes one text of is read line by line; what else fails does so there too.
  const joined = await log.linesJoined(number, after, last, linesAtOnce).catch(() => null);
  const cut = joined === null ? undefined : cutLines(joined, withPersonal);
  if (joined !== null && cut !== undefined)
    return { ...cut, chain, count: joined.count, last: joined.first + joined.count - 1 };
  const others = await log.linesAfter(number, after, last, linesAtOnce);
  const end = others.at(-1);
  return end === undefined
    ? undefined
    : { chain, plain: [], others, hash: null, count: others.length, last: end.sequence };
};
