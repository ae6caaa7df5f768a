import { isRecord } from '../../language/values.js';
import { cucumberVersion } from './run-cucumber.js';

/** A package.json with what a repository of contracts needs, or why the one that is there can't be read. */
export type MergedPackage =
  { readonly code: 'merged'; readonly text: string } | { readonly code: 'unreadable'; readonly why: string };

const scripts = {
  check: 'clausebook check',
  test: 'clausebook test',
  start: 'clausebook serve --data ./data',
} as const;

/**
 * Adds to a package.json the scripts and packages that it lacks; what it says stays.
 * @param before its text; `undefined` where there is none
 * @param around the name of its folder, and the version of clausebook
 */
export const mergedPackage = (
  before: string | undefined,
  around: { readonly folder: string; readonly version: string },
): MergedPackage => {
  let here: unknown = { name: packageName(around.folder), private: true };
  if (before !== undefined)
    try {
      here = JSON.parse(before);
    } catch (error) {
      return { code: 'unreadable', why: error instanceof Error ? error.message : String(error) };
    }
  if (!isRecord(here)) return { code: 'unreadable', why: 'it is no JSON object' };
  const { dependencies, devDependencies } = here;
  const isNamed = isRecord(devDependencies) && devDependencies['clausebook'] !== undefined;
  const whole = {
    ...here,
    scripts: withMissing(here['scripts'], scripts, isPlaceholder),
    dependencies: withMissing(dependencies, isNamed ? {} : { clausebook: around.version }),
    devDependencies: withMissing(devDependencies, { '@cucumber/cucumber': cucumberVersion }),
  };
  return { code: 'merged', text: `${JSON.stringify(whole, null, 2)}\n` };
};

const withMissing = (
  here: unknown,
  wanted: Readonly<Record<string, string>>,
  isMissing: (value: unknown) => boolean = (value) => value === undefined,
): Readonly<Record<string, unknown>> => {
  const said = isRecord(here) ? here : {};
  const missing = Object.entries(wanted).filter(([name]) => isMissing(said[name]));
  return { ...said, ...Object.fromEntries(missing) };
};

/** `npm init` writes a test that only fails. */
const isPlaceholder = (script: unknown): boolean =>
  script === undefined || (typeof script === 'string' && script.includes('no test specified'));

const packageName = (folder: string): string =>
  folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'contracts';
