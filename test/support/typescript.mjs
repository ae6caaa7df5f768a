/**
 * Runs TypeScript in tests, features and benchmarks: `node --import ./test/support/typescript.mjs file.ts`.
 * Types are taken out, and checked by `npm run types`. Works with synchronous hooks where Node has them (22.15 and newer) and with a hooks
 * thread on Node 20. Threads of the product need no hooks: they run plain JavaScript that was made of its sources.
 */
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import workerThreads from 'node:worker_threads';
import { isProductSource, placeOf, readPlain, refreshProduct } from './plain-sources.mjs';

const isTypeScript = (url) =>
  url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

/** The `.ts` file that a relative `.js` specifier stands for, if there is one. */
const sourceOf = (specifier, parentURL) => {
  if (parentURL === undefined || !/^(\.{1,2}\/|file:)/.test(specifier) || !specifier.endsWith('.js'))
    return undefined;
  const url = new URL(specifier.replace(/\.js$/, '.ts'), parentURL);
  return isTypeScript(url.href) && existsSync(url) ? url.href : undefined;
};

const plain = (url) => ({ format: 'module', shortCircuit: true, source: readPlain(fileURLToPath(url)) });

/** Hooks for Node 20, which calls them on a thread of their own. */
export const resolve = async (specifier, context, next) => {
  const source = sourceOf(specifier, context.parentURL);
  if (source !== undefined) return { url: source, format: 'module', shortCircuit: true };
  const resolved = await next(specifier, context);
  return isTypeScript(resolved.url) ? { ...resolved, format: 'module' } : resolved;
};

export const load = async (url, context, next) => {
  return isTypeScript(url) ? plain(url) : next(url, context);
};

/** The arguments of Node without those that load this module. */
const withoutHooks = (args) =>
  args.filter(
    (arg, index) =>
      !/^(--import=.*|.*\/)typescript\.mjs$/.test(arg) && !args[index + 1]?.endsWith('typescript.mjs'),
  );

/** A thread of the product is run without hooks, unless something else that is TypeScript is loaded into it. */
class PlainWorker extends workerThreads.Worker {
  constructor(script, options = {}) {
    const file = script instanceof URL && script.protocol === 'file:' ? fileURLToPath(script) : undefined;
    const execArgv = withoutHooks(options.execArgv ?? process.execArgv);
    if (file === undefined || !isProductSource(file) || execArgv.some((arg) => arg.endsWith('.ts'))) {
      super(script, options);
      return;
    }
    refreshProduct();
    super(placeOf(file), { ...options, execArgv });
  }
}

/** The hooks thread loads this module, too; every other one registers the hooks. */
const isHooksThread = import.meta.url.endsWith('?hooks');

if (!isHooksThread) {
  if (typeof nodeModule.registerHooks === 'function') {
    nodeModule.registerHooks({
      resolve: (specifier, context, next) => {
        const source = sourceOf(specifier, context.parentURL);
        return source === undefined
          ? next(specifier, context)
          : { url: source, format: 'module', shortCircuit: true };
      },
      load: (url, context, next) => (isTypeScript(url) ? plain(url) : next(url, context)),
    });
  } else {
    nodeModule.register(`${import.meta.url}?hooks`);
  }
  workerThreads.Worker = PlainWorker;
  nodeModule.syncBuiltinESMExports();
}
