import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startService } from '../../../src/clausebook.js';
import type { ServiceOptions } from '../../../src/clausebook-options.js';
import { findBrowser } from './browser.js';
import { builtBook } from './built-book.js';

/** The book of a service that really runs, in a browser that really runs. */
export interface BookInBrowser {
  /** `http://host:port`. */
  readonly url: string;
  /** Opens an address of the book in a window of its own, and waits until nothing is loading. */
  readonly open: (path: string, look?: Look) => Promise<Page>;
  /** Stops the service, and starts it again at the same address once something was done meanwhile. */
  readonly away: (meanwhile: () => Promise<void>) => Promise<void>;
  /** Sends a request to the service as its clients do. */
  readonly post: (path: string, body: unknown) => Promise<unknown>;
}

/** How a window looks. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly colours?: 'light' | 'dark';
  /** What the console may say, such as of a request that is meant to be refused. */
  readonly mayLog?: RegExp;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const pictures = join(root, 'coverage/pictures');

/** Starts a service and a browser, and ends both with the test, which fails where the browser's console told of an error. */
export const openBook = async (
  context: TestContext,
  options: Partial<ServiceOptions> = {},
): Promise<BookInBrowser> => {
  const browser = await startBrowser();
  context.after(() => browser.close());
  const settings: ServiceOptions = {
    editionsDirectory: join(root, 'rules'),
    dataDirectory: null,
    bookDirectory: builtBook(),
    ...options,
  };
  let service = await startService(settings);
  context.after(() => service.close());
  const { url } = service;
  return {
    url,
    open: async (path, { width = 1280, height = 860, colours = 'light', mayLog } = {}) => {
      const window = await browser.newContext({ viewport: { width, height }, colorScheme: colours });
      const page = await window.newPage();
      page.setDefaultTimeout(60_000);
      const told: string[] = [];
      page.on('pageerror', (error) => told.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') told.push(message.text());
      });
      context.after(() => {
        assert.deepEqual(
          told.filter((text) => mayLog?.test(text) !== true),
          [],
          `the console of ${path}`,
        );
      });
      await page.goto(url + path);
      await settled(page);
      return page;
    },
    away: async (meanwhile) => {
      await service.close();
      try {
        await meanwhile();
      } finally {
        service = await startService({ ...settings, port: Number(new URL(url).port) });
      }
    },
    post: async (path, body) => {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      assert.equal(response.status, 200, `POST ${path}`);
      return response.json();
    },
  };
};

/** Waits until a page has its heading and nothing in it is loading. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.locator('.loading').first().waitFor({ state: 'detached' });
};

/** Keeps a picture of a page for whoever looks at them. */
export const picture = async (page: Page, name: string, fullPage = false): Promise<void> => {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
};

interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** Waits until what appears has appeared: half of the way its colours are none that stay. */
const appeared = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity)
    .map(({ finished }) => finished),
)`;

/** Fails where axe finds anything serious or critical on a page. */
export const assertAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(appeared);
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  // What it has nothing to say against is not told, which takes as long again.
  const found = await page.evaluate<readonly AxeViolation[]>(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    grave.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
    `axe on ${page.url()}`,
  );
};

/** Starts the browser that is found; to be closed. */
export const startBrowser = async (): Promise<Browser> => {
  const { executablePath, environment } = await findBrowser();
  // Root, as in a container, has no sandbox; the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox'], env: { ...process.env, ...environment } });
};
