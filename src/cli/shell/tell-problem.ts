import type { Problem } from '../../service/http/problems.js';

/** A problem for people: what is wrong, then each place that has to be mended on a line of its own. */
export const tellProblem = (problem: Problem): string => {
  const places = problem.errors ?? [];
  if (places.length === 0) return `${problem.code}: ${problem.title}. ${problem.detail}\n`;
  const lines = places.map(
    ({ pointer, code, message }) => `  ${pointer === '' ? '/' : pointer}  ${code}  ${message}`,
  );
  return `${problem.code}: ${problem.title}.\n${lines.join('\n')}\n`;
};
