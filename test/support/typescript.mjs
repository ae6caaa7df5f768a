/**
 * Runs TypeScript in tests, features and benchmarks: `node --import ./test/support/typescript.mjs file.ts`.
 * ts-node only transpiles; types are checked by `npm run types`. Works with synchronous hooks where Node has them
 * (22.15 and newer) and with a hooks thread on Node 20. What was transpiled once is kept in `node_modules/.cache`, by the digest of its
 * source: a test starts many processes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const isTypeScript = (url) =>
  url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

/** The `.ts` file that a relative `.js` specifier stands for, if there is one. */
const sourceOf = (specifier, parentURL) => {
  if (parentURL === undefined || !/^(\.{1,2}\/|file:)/.test(specifier) || !specifier.endsWith('.js'))
    return undefined;
  const url = new URL(specifier.replace(/\.js$/, '.ts'), parentURL);
  return isTypeScript(url.href) && existsSync(url) ? url.href : undefined;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const kept = new URL('../../node_modules/.cache/clausebook-typescript/', import.meta.url);
/** What else than a source decides what becomes of it. */
const settings = ['package-lock.json', 'tsconfig.json', 'test/support/typescript.mjs'].map((file) =>
  readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'),
);
const settingsDigest = createHash('sha256')
  .update(JSON.stringify([root, settings]))
  .digest('hex');

let service;
/** Loaded only where something was not transpiled before: it takes longer than all the rest. */
const compiler = () => {
  service ??= nodeModule
    .createRequire(import.meta.url)('ts-node')
    .create({
      transpileOnly: true,
      cwd: root,
      compilerOptions: { noEmit: false, rootDir: '.', sourceMap: true, inlineSources: true },
    });
  return service;
};

/** Where the output for a source is kept. */
const placeOf = (file, source) =>
  new URL(
    `${createHash('sha256').update(settingsDigest).update(file).update(source).digest('hex')}.js`,
    kept,
  );

/** What was kept, or `undefined`. */
const readKept = (place) => {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return undefined;
  }
};

/** Whole or not at all: other processes write the same. What can't be kept is transpiled again next time. */
const keep = (place, output) => {
  try {
    mkdirSync(kept, { recursive: true });
    const beside = new URL(`${place.href}.${process.pid}.${randomUUID()}`);
    writeFileSync(beside, output);
    renameSync(beside, place);
  } catch {
    // A folder that can't be written costs time and nothing else.
  }
};

/** ts-node's own error does not survive the way from the hooks thread: only its text does. */
const compiled = (tsService, file, source) => {
  try {
    return { output: tsService.compile(source, file) };
  } catch (error) {
    return { problem: String(error?.diagnosticText ?? error) };
  }
};

const transpile = (url) => {
  const file = fileURLToPath(url);
  const source = readFileSync(file, 'utf8');
  const place = placeOf(file, source);
  const before = readKept(place);
  if (before !== undefined) return { format: 'module', shortCircuit: true, source: before };
  const { output, problem } = compiled(compiler(), file, source);
  if (problem !== undefined) throw new Error(problem);
  keep(place, output);
  return { format: 'module', shortCircuit: true, source: output };
};

/** Hooks for Node 20, which calls them on a thread of their own. */
export const resolve = async (specifier, context, next) => {
  const source = sourceOf(specifier, context.parentURL);
  if (source !== undefined) return { url: source, format: 'module', shortCircuit: true };
  const resolved = await next(specifier, context);
  return isTypeScript(resolved.url) ? { ...resolved, format: 'module' } : resolved;
};

export const load = async (url, context, next) => {
  return isTypeScript(url) ? transpile(url) : next(url, context);
};

/** The hooks thread loads this module, too; every other one registers the hooks, a thread of the product's own as well. */
const isHooksThread = import.meta.url.endsWith('?hooks');

if (!isHooksThread) {
  process.setSourceMapsEnabled(true);
  if (typeof nodeModule.registerHooks === 'function') {
    nodeModule.registerHooks({
      resolve: (specifier, context, next) => {
        const source = sourceOf(specifier, context.parentURL);
        return source === undefined
          ? next(specifier, context)
          : { url: source, format: 'module', shortCircuit: true };
      },
      load: (url, context, next) => (isTypeScript(url) ? transpile(url) : next(url, context)),
    });
  } else {
    nodeModule.register(`${import.meta.url}?hooks`);
  }
}
