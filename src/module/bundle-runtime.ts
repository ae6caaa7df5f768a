import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { runtimeKinds, type RuntimeKind, type RuntimeName } from './runtime-kinds.js';

/**
 * Bundles a kind of runtime into one script that needs nothing else: statements that set `runtime`. Done when the product is built; what is
 * generated later is only appended.
 */
export const bundleRuntime = async (name: RuntimeName): Promise<string> => {
  const kind: RuntimeKind = runtimeKinds[name];
  const isSource = import.meta.url.endsWith('.ts');
  const entry = new URL(`./runtime/${kind.entry}.${isSource ? 'ts' : 'js'}`, import.meta.url);
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [inPlaceOf(kind)],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: fileURLToPath(entry), formats: ['iife'], name: 'runtime' },
      // A slow machine is no mistake in the build.
      rolldownOptions: {
        checks: { bundlerTimings: false },
        treeshake: { moduleSideEffects: false },
        transform: { define: { 'import.meta': '{}' } },
      },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output) || output.output.length !== 1)
    throw new RangeError(`The runtime \`${name}\` is not one file`);
  return output.output[0].code;
};

/** The file of `language/` that has them. */
const otherLanguages = 'say-in-language';

/** What stands in place of Node's modules and of large packages. What a kind lacks is never called by the code that it is for. */
const inPlaceOf = ({ zones, patterns, languages }: RuntimeKind): Plugin => {
  const none = (what: string): string => `() => { throw new Error('This module has no ${what}') }`;
  const sources: Readonly<Record<string, string>> = {
    // The zones' rules are loaded by `require` in Node.
    'node:module': zones
      ? `import * as temporal from 'temporal-polyfill'; export const createRequire = () => () => temporal;`
      : `export const createRequire = () => ${none('time zones')};`,
    ...(patterns ? {} : { re2js: `export const RE2JS = {};` }),
    ...(languages
      ? {}
      : {
          [otherLanguages]: `export const sayInLanguage = ${none('other languages')}; export const listIn = sayInLanguage;`,
        }),
  };
  const mark = '\0in-place-of:';
  return {
    name: 'in-place-of-node',
    enforce: 'pre',
    resolveId: (path) => {
      const id = /\/say-in-language\.[jt]s$/.test(path) ? otherLanguages : path;
      if (Object.hasOwn(sources, id)) return `${mark}${id}`;
      if (id.startsWith('node:')) throw new Error(`A module of a decision can not use ${id}`);
      return undefined;
    },
    load: (id) => (id.startsWith(mark) ? sources[id.slice(mark.length)] : undefined),
  };
};
