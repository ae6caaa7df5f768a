import { stringify } from 'yaml';
import { at } from '../../service/service-under-test.js';

/**
 * Renders a template of a chart as Helm does, as far as those of this repository go: `{{ .A.b }}`, `{{ toYaml .A.b | nindent 4 }}`, and `{{- if .A.b }}`,
 * `{{- if not .A.b }}` and `{{- end }}` on lines of their own. Throws where there is anything else.
 */
export const renderTemplate = (text: string, data: unknown): string => {
  const valueOf = (path: string): unknown => {
    const value = at(data, path);
    if (value === undefined) throw new RangeError(`There is no value ${path}.`);
    return value;
  };
  const isSet = (value: unknown): boolean =>
    value !== false && value !== '' && !(Array.isArray(value) && value.length === 0);
  const shown: boolean[] = [];
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const begun = /^\{\{- if (not )?\.([\w.]+) \}\}$/.exec(line);
    if (begun !== null) shown.push(isSet(valueOf(begun[2] ?? '')) === (begun[1] === undefined));
    else if (line === '{{- end }}') {
      if (shown.pop() === undefined) throw new RangeError('An `end` too many.');
    } else if (shown.every(Boolean)) lines.push(line);
  }
  if (shown.length > 0) throw new RangeError('An `end` is missing.');
  const rendered = lines
    .join('\n')
    .replaceAll(/\{\{ toYaml \.([\w.]+) \| nindent (\d+) \}\}/g, (_all, path: string, indent: string) =>
      ['', ...stringify(valueOf(path)).trimEnd().split('\n')].join(`\n${' '.repeat(Number(indent))}`),
    )
    .replaceAll(/\{\{ \.([\w.]+) \}\}/g, (_all, path: string) => String(valueOf(path)));
  if (rendered.includes('{{'))
    throw new RangeError(
      `Not rendered: ${rendered.slice(rendered.indexOf('{{'), rendered.indexOf('{{') + 60)}`,
    );
  return rendered;
};
