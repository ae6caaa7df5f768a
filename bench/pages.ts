/**
 * `npm --prefix bench run pages`: how long the heaviest pages of the book take until they paint first and until nothing in them is loading, and
 * how long a key takes from its press to the paint that shows it, each beside an empty page of the same service in the same browser. Only the
 * ratios mean something. Prints a table and writes `results/pages.json`. In each round each has its turn, the pages with nothing kept of the
 * round before. Needs a build, and a browser as the tests of the book do.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { settled, startBrowser } from '../test/web/support/book-in-browser.js';
import { refundRequest } from './cases.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';
import { startServer } from './server-process.js';

const rounds = Number(process.argv[2] ?? 5);
const recorded = 300;
const keys = 28;
const betweenKeysMs = 120;

const root = new URL('..', import.meta.url).pathname;
const data = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const server = await startServer(['dist/cli/main.js', 'serve', '--port', '0', '--data', data], root);
const ask = async (path: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Readonly<Record<string, unknown>>; // every answer here is an object
};
let last: Readonly<Record<string, unknown>> = {};
for (let nth = 0; nth < recorded; nth += 1) last = await ask('/decide/refund', refundRequest);
const { editions } = (await (await fetch(`${server.url}/editions`)).json()) as {
  readonly editions: readonly { readonly digest: string; readonly document: string }[];
};
const [edition] = editions;
if (edition === undefined) throw new Error('The service has no edition');
const draft = String((await ask('/book-data/drafts', { title: 'Measured', digest: edition.digest }))['id']);
const drafts = `/book/drafts/${draft}`;
const tried = `/book/try/${edition.document}/refund`;

const empty = 'an empty page';
const pages: Readonly<Record<string, string>> = {
  [empty]: '/book/nothing',
  'the contract': `/book/contract/${edition.document}`,
  'its readings': `/book/readings/${edition.document}`,
  'the copy for signature': `/book/sign-off/${edition.document}`,
  'a case tried': tried,
  [`the log of ${recorded} decisions`]: '/book/decisions',
  'a decision': `/book/decisions/${String(last['id'])}`,
  'the figures of a draft': `${drafts}/parameters.yaml`,
  'the rules of a draft': `${drafts}/refund.yaml`,
};

/** Of one page, in milliseconds: until it paints first, until nothing is loading, and what its thread worked. */
interface Shown {
  readonly paintMs: number;
  readonly readyMs: number;
  readonly workMs: number;
}

/** What the thread of a page has worked so far, in milliseconds. */
const workOf = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
};

/** When a page painted first; it is told a frame later. */
const firstPaint = `new Promise((tell) => {
  new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName('first-contentful-paint');
    if (first !== undefined) tell(first.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

const show = async (browser: Browser, path: string): Promise<Shown> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  const work = await workOf(page);
  await page.goto(server.url + path);
  await settled(page);
  const readyMs = await page.evaluate<number>('performance.now()');
  const paintMs = await page.evaluate<number>(firstPaint);
  const shown = { paintMs, readyMs, workMs: await work() };
  await context.close();
  return shown;
};

/** Keeps how long each key takes from its press to the first message after the frame that it changed. */
const watchKeys = `
  window.keyTimes = [];
  addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.keyTimes.push(performance.now() - timeStamp);
      port2.postMessage(0);
    });
  }, { capture: true });
`;

/** Where keys are typed: a page, how its field is come to, and what is typed. */
const fields: Readonly<
  Record<
    string,
    { readonly path: string; readonly typed: string; readonly focus: (page: Page) => Promise<void> }
  >
> = {
  'the field of an empty page': {
    path: '/book/nothing',
    typed: 'refund ',
    focus: (page) => page.getByRole('searchbox').focus(),
  },
  'an amount in Try': {
    path: tried,
    typed: '1234567',
    focus: (page) => page.getByLabel('Fee paid', { exact: true }).focus(),
  },
  'the text of a draft': {
    path: `${drafts}/refund.yaml`,
    typed: '# text ',
    focus: async (page) => {
      await page.getByRole('radio', { name: 'YAML' }).click();
      await page.locator('.cm-content').click();
    },
  },
  'a rule’s form': {
    path: `${drafts}/refund.yaml`,
    typed: 'reason ',
    focus: async (page) => {
      await page
        .getByRole('button', { name: /^Change / })
        .first()
        .click();
      await page
        .getByRole('form')
        .getByLabel(/^Told as its reason/)
        .focus();
    },
  },
};

interface Typed {
  readonly times: readonly number[];
  readonly workMs: number;
}

const type = async (browser: Browser, { path, typed, focus }: (typeof fields)[string]): Promise<Typed> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.addInitScript(watchKeys);
  await page.goto(server.url + path);
  await settled(page);
  await focus(page);
  const work = await workOf(page);
  const before = await work();
  const text = typed.repeat(Math.ceil(keys / typed.length)).slice(0, keys);
  await page.keyboard.type(text, { delay: betweenKeysMs });
  const times = await page.evaluate<readonly number[]>('window.keyTimes');
  const workMs = ((await work()) - before) / keys;
  await context.close();
  return { times, workMs };
};

const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;

const shown = new Map<string, Shown[]>(Object.keys(pages).map((name) => [name, []]));
const typedIn = new Map<string, Typed[]>(Object.keys(fields).map((name) => [name, []]));
const browser = await startBrowser();
const loads: number[] = [];
for (let round = 0; round <= rounds; round += 1) {
  loads.push(loadavg()[0] ?? NaN);
  for (const [name, path] of Object.entries(pages)) {
    const figures = await show(browser, path);
    // The first round fills what the service and the system keep.
    if (round > 0) shown.get(name)?.push(figures);
  }
  for (const [name, field] of Object.entries(fields)) {
    const figures = await type(browser, field);
    if (round > 0) typedIn.get(name)?.push(figures);
  }
}
await browser.close();
await server.stop();
await rm(data, { recursive: true, force: true });

const shownWords = {
  paintMs: 'first paint',
  readyMs: 'nothing loads any more',
  workMs: 'work of its thread',
};
const middle = (name: string, of: keyof Shown): number =>
  median((shown.get(name) ?? []).map((one) => one[of]));
const pageRows = Object.keys(pages).map((name): BenchRow => {
  const values = (['paintMs', 'readyMs', 'workMs'] as const).flatMap((of) => [
    { name: shownWords[of], unit: 'ms', value: middle(name, of) },
    { name: `${shownWords[of]}, beside ${empty}`, unit: '', value: middle(name, of) / middle(empty, of) },
  ]);
  return { group: 'pages', name, values };
});
const [emptyField = ''] = Object.keys(fields);
const timesOf = (name: string): readonly number[] => (typedIn.get(name) ?? []).flatMap(({ times }) => times);
const workMs = (name: string): number => median((typedIn.get(name) ?? []).map((one) => one.workMs));
const typingRows = Object.keys(fields).map((name): BenchRow => ({
  group: 'typing',
  name,
  values: [
    { name: 'key to paint, median', unit: 'ms', value: median([...timesOf(name)]) },
    { name: 'key to paint, p95', unit: 'ms', value: p95(timesOf(name)) },
    { name: 'p95, beside an empty page', unit: '', value: p95(timesOf(name)) / p95(timesOf(emptyField)) },
    { name: 'work a key', unit: 'ms', value: workMs(name) },
    { name: 'work, beside an empty page', unit: '', value: workMs(name) / workMs(emptyField) },
  ],
}));
const rows = [...pageRows, ...typingRows];
await writeResults({ ...headOf('pages', new Date()), rows });
for (const { name, values = [] } of rows)
  process.stdout.write(
    `| ${name.padEnd(28)} | ${values.map((one) => `${one.name} ${one.value.toFixed(one.unit === '' ? 2 : 0)} ${one.unit}`.trimEnd()).join(', ')} |\n`,
  );
process.stdout.write(
  `Load of the machine while it ran: ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)} processes, on ${rounds} rounds.\n`,
);
