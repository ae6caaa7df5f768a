import { titleOfName } from './values/formats.js';

/** A scenario as the whole of a file of scenarios, to be put beside those of its contract. */
export const featureOf = (decision: string, scenario: string): string =>
  withScenario(`Feature: ${titleOfName(decision)}\n`, scenario).text;

/**
 * A file of scenarios with one more at its end, under a title that no other of them has; as it was where the same steps stand in it already.
 * @param scenario `Scenario: <title>` and its steps
 */
export const withScenario = (
  file: string,
  scenario: string,
): { readonly text: string; readonly title: string } => {
  const [head = '', ...rest] = scenario.trimEnd().split('\n');
  const title = head.replace(/^Scenario:\s*/, '');
  const steps = rest.map((line) => `  ${line}`.trimEnd()).join('\n');
  const lines = file.split('\n').map((line) => line.trim());
  const titles = new Set(lines.flatMap((line) => /^Scenario:\s*(.*)$/.exec(line)?.[1] ?? []));
  if (`${file.trimEnd()}\n`.includes(`\n${steps}\n`)) return { text: file, title };
  let own = title;
  for (let nth = 2; titles.has(own); nth += 1) own = `${title} (${String(nth)})`;
  return { text: `${file.trimEnd()}\n\n  Scenario: ${own}\n${steps}\n`, title: own };
};
