import { readFile } from 'node:fs/promises';
import type { Edition } from '../edition/model/edition.js';
import { english } from '../language/language.js';
import { zonesNamed } from '../edition/check/check-zones.js';

/** What a kind of runtime has besides what every module has. */
export interface RuntimeKind {
  /** Its entry in `runtime/`. */
  readonly entry: 'usual' | 'whole';
  /** Time zones by their rules. */
  readonly zones: boolean;
  /** Regular expressions that are tried in linear time. */
  readonly patterns: boolean;
  /** The forms of values in languages other than English. */
  readonly languages: boolean;
}

/** The kinds of runtime of which a build has one each, from the smallest to the one that has everything. */
export const runtimeKinds = {
  usual: { entry: 'usual', zones: false, patterns: false, languages: false },
  calling: { entry: 'whole', zones: false, patterns: false, languages: false },
  zoned: { entry: 'whole', zones: true, patterns: false, languages: false },
  matching: { entry: 'whole', zones: false, patterns: true, languages: false },
  whole: { entry: 'whole', zones: true, patterns: true, languages: true },
} as const satisfies Readonly<Record<string, RuntimeKind>>;

export type RuntimeName = keyof typeof runtimeKinds;

/** Gives the source of a kind of runtime: statements after which `runtime.makeModule` is there. */
export type RuntimeSource = (name: RuntimeName) => Promise<string>;

/** The smallest runtime that has all that some generated code calls. */
export const runtimeFor = (edition: Edition, code: string): RuntimeName => {
  if (edition.language.tag !== english.tag) return 'whole';
  if (!/\b(?:calculate|holdsOf|rowsOf|outputOf)\(/.test(code)) return 'usual';
  const zones = zonesNamed(edition).size > 0;
  const patterns = /\bcalculate\("(?:matches|replace|split)"/.test(code);
  if (zones) return patterns ? 'whole' : 'zoned';
  return patterns ? 'matching' : 'calling';
};

/** Where a build keeps the runtimes, beside `src` in the product's own folder. */
export const runtimeFile = (name: RuntimeName): URL =>
  new URL(`../../dist/module/bundled/${name}.js`, import.meta.url);

/** The runtimes of the build. Rejects where it was not finished. */
export const builtRuntime: RuntimeSource = (name) => readFile(runtimeFile(name), 'utf8');
