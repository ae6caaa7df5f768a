/** `npm --prefix bench run plot`: draws what is measured per second, on a logarithmic scale, into `docs/performance.svg`. */
import { writeFile } from 'node:fs/promises';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { readResults } from './read-results.js';

/** The benchmarks whose groups are panels; the others are told in tables alone. */
const plotted = ['in-process', 'http', 'batch'];

const rows = (await readResults())
  .filter(({ bench }) => plotted.includes(bench))
  .flatMap(({ bench, rows: found }) => found.map((row) => ({ ...row, panel: `${bench}: ${row.group}` })))
  .filter(({ perSecond }) => perSecond !== undefined)
  .map(({ panel, name, perSecond }) => ({
    panel,
    name,
    perSecond,
    whose: name.startsWith('Clausebook') ? 'Clausebook' : 'others',
  }));

const spec: TopLevelSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  background: 'white',
  data: { values: rows },
  facet: {
    row: {
      field: 'panel',
      type: 'nominal',
      sort: null,
      title: null,
      header: { labelAngle: 0, labelAlign: 'left', labelOrient: 'top', labelFontWeight: 'bold' },
    },
  },
  spec: {
    width: 520,
    height: { step: 17 },
    layer: [
      { mark: { type: 'bar' } },
      {
        mark: { type: 'text', align: 'left', dx: 4, fontSize: 10 },
        encoding: {
          text: { field: 'perSecond', type: 'quantitative', format: ',' },
          color: { value: '#333' },
        },
      },
    ],
    encoding: {
      y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: 320 } },
      x: {
        field: 'perSecond',
        type: 'quantitative',
        scale: { type: 'log', domainMin: 10 },
        title: 'per second, on one core, logarithmic',
      },
      x2: { datum: 10 },
      color: {
        field: 'whose',
        type: 'nominal',
        title: null,
        scale: { domain: ['Clausebook', 'others'], range: ['#1f6f8b', '#b8b8b8'] },
        legend: { orient: 'top' },
      },
    },
  },
  resolve: { scale: { y: 'independent' } },
};

const view = new View(parse(compile(spec).spec), { renderer: 'none' });
await writeFile(new URL('../docs/performance.svg', import.meta.url), await view.toSVG());
