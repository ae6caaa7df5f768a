/**
 * The values that a solver writes for `(get-value (t1 t2 …))`, in the order of the terms: `((t1 v1) (t2 v2) …)`. Each is as SMT-LIB writes
 * it, on one line; `undefined` where the answer is none.
 */
export const readValues = (answer: string): readonly string[] | undefined => {
  const values: string[] = [];
  let depth = 0;
  let start = 0;
  /** The parts of a pair, each from its first sign to behind its last. */
  let parts: string[] = [];
  const endOfPart = (end: number): void => {
    if (depth === 2 && end > start) parts.push(answer.slice(start, end));
  };
  for (let at = 0; at < answer.length; at += 1) {
    const sign = answer[at];
    if (sign === '|') {
      const end = answer.indexOf('|', at + 1);
      if (end === -1) return undefined;
      at = end;
    } else if (sign === '(') {
      if (depth === 2) endOfPart(at);
      depth += 1;
      if (depth === 2) parts = [];
      if (depth <= 2) start = at + 1;
      else if (depth === 3) start = at;
    } else if (sign === ')') {
      if (depth === 2) {
        endOfPart(at);
        values.push((parts.at(-1) ?? '').replaceAll(/\s+/g, ' '));
      }
      depth -= 1;
      if (depth === 2) {
        parts.push(answer.slice(start, at + 1));
        start = at + 1;
      }
    } else if (depth === 2 && /\s/.test(sign ?? '')) {
      endOfPart(at);
      start = at + 1;
    }
  }
  return depth === 0 && !answer.trimStart().startsWith('(error') ? values : undefined;
};
