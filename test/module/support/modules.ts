import { compileFunction, createContext, runInContext } from 'node:vm';
import type { Edition } from '../../../src/edition/model/edition.js';
import { bundleRuntime } from '../../../src/module/bundle-runtime.js';
import type { DecideByModule } from '../../../src/module/runtime/make-module.js';
import type { RuntimeName, RuntimeSource } from '../../../src/module/runtime-kinds.js';
import { writeModule } from '../../../src/module/write-module.js';

const bundled = new Map<RuntimeName, Promise<string>>();

/** The runtimes of these sources, each bundled once in a process. */
export const runtime: RuntimeSource = (name) => {
  let found = bundled.get(name);
  if (found === undefined) bundled.set(name, (found = bundleRuntime(name)));
  return found;
};

/** The module of a decision. */
export const moduleText = (edition: Edition, decision: string): Promise<string> => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`There is no decision ${decision}`);
  return writeModule(edition, ruleSet, { runtime, version: 'test' });
};

/** The statements of a module as a script that ends with what it exports. */
const asScript = (text: string): string =>
  `${text.replaceAll(/^export (?=const )/gm, '')}\n;({ decide, edition, decision });`;

/** Loads a module where there is nothing but the language: no global of Node, no code from texts. */
export const loadAlone = (text: string): { readonly decide: DecideByModule; readonly edition: object } => {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  return runInContext(asScript(text), context) as ReturnType<typeof loadAlone>; // what the script ends with
};

/** Loads a module in this realm, where what it answers can be compared at little cost. */
export const loadHere = (text: string): ReturnType<typeof loadAlone> =>
  Reflect.apply(
    compileFunction(asScript(text).replace(/;\((\{.*\})\);$/, 'return $1;')),
    undefined,
    [],
  ) as ReturnType<typeof loadAlone>; // what the script ends with
