/**
 * Runs TypeScript in tests, features and benchmarks: `node --import ./test/support/typescript.mjs file.ts`.
 * Types are taken out, and checked by `npm run types`. The product's own sources are run from where they are kept as plain JavaScript, each made
 * anew where its source changed: it finds there what a build has beside it, the prepared editions among it, and its threads need no hooks.
 * Works with synchronous hooks where Node has them (22.15 and newer) and with a hooks thread on Node 20.
 */
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import workerThreads from 'node:worker_threads';
import {
  isProductSource,
  linkWhatIsRead,
  placeOf,
  readPlain,
  refreshProduct,
  sourceAt,
} from './plain-sources.mjs';

const isTypeScript = (url) =>
  url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

/** The source of a module that is run here without its types; `undefined` for any other module. */
const sourceFile = (url) => {
  if (isTypeScript(url)) return fileURLToPath(url);
  return url.startsWith('file:') ? sourceAt(fileURLToPath(url)) : undefined;
};

/** Where a source is run from: the product's own from its plain form. */
const placed = (file) => {
  if (!isProductSource(file)) return pathToFileURL(file).href;
  linkWhatIsRead();
  return pathToFileURL(placeOf(file)).href;
};

/** Where a relative `.js` specifier that stands for a source is run from. */
const ownPlace = (specifier, parentURL) => {
  if (parentURL === undefined || !/^(\.{1,2}\/|file:)/.test(specifier) || !specifier.endsWith('.js'))
    return undefined;
  const { href } = new URL(specifier, parentURL);
  const source = sourceFile(href) ?? sourceFile(href.replace(/\.js$/, '.ts'));
  return source !== undefined && existsSync(source) ? placed(source) : undefined;
};

const asModule = (url) => ({ url, format: 'module', shortCircuit: true });

const asResolved = (resolved) =>
  isTypeScript(resolved.url) ? asModule(placed(fileURLToPath(resolved.url))) : resolved;

const plain = (file) => ({ format: 'module', shortCircuit: true, source: readPlain(file) });

/** Hooks for Node 20, which calls them on a thread of their own. */
export const resolve = async (specifier, context, next) => {
  const place = ownPlace(specifier, context.parentURL);
  return place === undefined ? asResolved(await next(specifier, context)) : asModule(place);
};

export const load = async (url, context, next) => {
  const file = sourceFile(url);
  return file === undefined ? next(url, context) : plain(file);
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
    if (file === undefined || sourceAt(file) === undefined || execArgv.some((arg) => arg.endsWith('.ts'))) {
      super(script, options);
      return;
    }
    refreshProduct();
    super(file, { ...options, execArgv });
  }
}

/** The hooks thread loads this module, too; every other one registers the hooks. */
const isHooksThread = import.meta.url.endsWith('?hooks');

if (!isHooksThread) {
  if (typeof nodeModule.registerHooks === 'function') {
    nodeModule.registerHooks({
      resolve: (specifier, context, next) => {
        const place = ownPlace(specifier, context.parentURL);
        return place === undefined ? asResolved(next(specifier, context)) : asModule(place);
      },
      load: (url, context, next) => {
        const file = sourceFile(url);
        return file === undefined ? next(url, context) : plain(file);
      },
    });
  } else {
    nodeModule.register(`${import.meta.url}?hooks`);
  }
  workerThreads.Worker = PlainWorker;
  nodeModule.syncBuiltinESMExports();
}
