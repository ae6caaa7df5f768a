/**
 * Runs TypeScript in tests, features and benchmarks: `node --import ./test/support/typescript.mjs file.ts`.
 * ts-node only transpiles; types are checked by `npm run types`. Works with synchronous hooks where Node has them
 * (22.15 and newer) and with a hooks thread on Node 20.
 */
import { existsSync, readFileSync } from 'node:fs';
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

let compiler;
const compile = async () => {
  const { default: tsNode } = await import('ts-node');
  return tsNode.create({
    transpileOnly: true,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    compilerOptions: { noEmit: false, rootDir: '.', sourceMap: true, inlineSources: true },
  });
};

/** ts-node's own error does not survive the way from the hooks thread: only its text does. */
const compiled = (service, file) => {
  try {
    return { source: service.compile(readFileSync(file, 'utf8'), file) };
  } catch (error) {
    return { problem: String(error?.diagnosticText ?? error) };
  }
};

const transpile = (service, url) => {
  const { source, problem } = compiled(service, fileURLToPath(url));
  if (problem !== undefined) throw new Error(problem);
  return { format: 'module', shortCircuit: true, source };
};

/** Hooks for Node 20, which calls them on a thread of their own. */
export const resolve = async (specifier, context, next) => {
  const source = sourceOf(specifier, context.parentURL);
  if (source !== undefined) return { url: source, format: 'module', shortCircuit: true };
  const resolved = await next(specifier, context);
  return isTypeScript(resolved.url) ? { ...resolved, format: 'module' } : resolved;
};

export const load = async (url, context, next) => {
  if (!isTypeScript(url)) return next(url, context);
  compiler ??= await compile();
  return transpile(compiler, url);
};

/** The hooks thread loads this module, too; every other one registers the hooks, a thread of the product's own as well. */
const isHooksThread = import.meta.url.endsWith('?hooks');

if (!isHooksThread) {
  process.setSourceMapsEnabled(true);
  if (typeof nodeModule.registerHooks === 'function') {
    const service = await compile();
    nodeModule.registerHooks({
      resolve: (specifier, context, next) => {
        const source = sourceOf(specifier, context.parentURL);
        return source === undefined
          ? next(specifier, context)
          : { url: source, format: 'module', shortCircuit: true };
      },
      load: (url, context, next) => (isTypeScript(url) ? transpile(service, url) : next(url, context)),
    });
  } else {
    nodeModule.register(`${import.meta.url}?hooks`);
  }
}
