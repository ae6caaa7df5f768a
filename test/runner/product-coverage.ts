/**
 * What the processes and threads of a run covered of the product's sources, each variant once: thousands of them ran the same few modules,
 * and what merges coverage takes seconds for a hundred.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { placeOf } from '../support/plain-sources.mjs';

/** The coverage of one script, as V8 tells it. */
interface Script {
  readonly scriptId: string;
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly isBlockCoverage: boolean;
    readonly ranges: readonly {
      readonly startOffset: number;
      readonly endOffset: number;
      readonly count: number;
    }[];
  }[];
}

/** How often something was run does not matter: only whether it was. */
const onceOrNever = (functions: Script['functions']): Script['functions'] =>
  functions.map((each) => ({
    ...each,
    ranges: each.ranges.map((range) => ({ ...range, count: Math.min(range.count, 1) })),
  }));

/** Collects coverage of the sources below `src/`, whether they were run as sources or from where their plain form is kept. */
export const makeCollection = (
  root: string,
): {
  readonly add: (scripts: readonly Script[]) => void;
  /** Lists of scripts, none with the same one twice. */
  readonly lists: () => readonly (readonly Script[])[];
} => {
  const sources = pathToFileURL(join(root, 'src/')).href;
  const plain = `${pathToFileURL(placeOf(join(root, 'src'))).href}/`;
  const variants = new Map<string, Map<string, Script>>();
  const sourceOf = (url: string): string | undefined => {
    if (url.startsWith(sources)) return url;
    return url.startsWith(plain) ? `${sources}${url.slice(plain.length).replace(/\.js$/, '.ts')}` : undefined;
  };
  return {
    add: (scripts) => {
      for (const script of scripts) {
        const url = sourceOf(script.url);
        if (url === undefined) continue;
        const functions = onceOrNever(script.functions);
        const known = variants.get(url) ?? new Map<string, Script>();
        known.set(JSON.stringify(functions), { ...script, url, functions });
        variants.set(url, known);
      }
    },
    lists: () => {
      const all = [...variants.values()].map((known) => [...known.values()]);
      const most = Math.max(0, ...all.map(({ length }) => length));
      return Array.from({ length: most }, (_, n) =>
        all
          .flatMap((known) => known.slice(n, n + 1))
          .map((script, id) => ({ ...script, scriptId: String(id) })),
      );
    },
  };
};

/** The scripts of a file that Node wrote; none where the process was killed while it wrote. */
const scriptsIn = async (file: string): Promise<readonly Script[]> => {
  const text = await readFile(file, 'utf8');
  try {
    return (JSON.parse(text) as { readonly result: readonly Script[] }).result; // as Node writes it
  } catch {
    return [];
  }
};

/** Reads what Node wrote to a folder (`NODE_V8_COVERAGE`), and writes to another, in the same form, what c8 is to report. */
export const collectProductCoverage = async (from: string, to: string, root: string): Promise<void> => {
  const { add, lists } = makeCollection(root);
  for (const file of await readdir(from)) add(await scriptsIn(join(from, file)));
  await mkdir(to, { recursive: true });
  for (const [n, result] of lists().entries())
    await writeFile(join(to, `coverage-${n}.json`), JSON.stringify({ result }));
};
