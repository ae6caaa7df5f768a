import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { command, CouldNot, WrongUse, type Shell } from '../shell/command.js';
import { text, flag } from '../shell/options.js';
import { readIfThere } from '../shell/read-named.js';
import { writeWhole } from '../shell/write-whole.js';
import { mergedPackage } from './package-file.js';
import { productVersion } from '../../service/monitoring/product-build.js';
import { sampleDocument, sampleTitle, templateFiles } from './template.js';

/** `clausebook init`: a repository for contracts of one's own. */
export const initCommand = command({
  name: 'init',
  summary: 'begin a repository for a contract of your own',
  usage: '[DIR] [--document NAME] [--title TITLE] [--yes]',
  names: { most: 1, say: 'Name one folder, or none for this one.' },
  options: {
    document: text({
      value: 'NAME',
      means: 'the contract’s name in kebab-case: its folder, and `document` in requests',
    }),
    title: text({ value: 'TITLE', means: 'the contract’s title' }),
    yes: flag({ means: 'ask nothing: what is not given is taken from the sample' }),
  },
  help: `
Writes a sample contract of one page, complete with rules, scenarios and reviews, to be replaced by your own step by step; package.json
with scripts, settings of the editor (schemas for every YAML file), a workflow for CI, and a README. A package.json that is there gets what it
lacks. No other file is replaced: in a repository that is one already, the contract is written beside those that are there; where it is
there itself, nothing is.

  npx clausebook init --document delivery-terms --title 'Delivery Terms'`,
  run: async (args, shell, [named = '.']) => {
    const folder = resolve(named);
    const ask = args.yes ? undefined : shell.ask;
    const document =
      args.document ?? (await answer(ask, 'The contract’s name, in kebab-case', sampleDocument));
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(document))
      throw new WrongUse(
        `\`${document}\` is no name of a contract: write small letters and digits, with hyphens between words.`,
      );
    const title = (args.title ?? (await answer(ask, 'Its title', sampleTitle))).trim();
    if (title === '' || /[\r\n]/.test(title)) throw new WrongUse('The title is a text of one line.');

    const files = await templateFiles({ document, title });
    const packageFile = join(folder, 'package.json');
    const before = await readIfThere(packageFile);
    const merged = mergedPackage(before, { folder: basename(folder), version: await productVersion() });
    if (merged.code === 'unreadable')
      throw new WrongUse(`\`${packageFile}\` is no package.json: ${merged.why}. Mend it first.`);
    const here = new Set<string>();
    for (const { path } of files) if ((await readIfThere(join(folder, path))) !== undefined) here.add(path);
    const inTheWay = files.filter(({ path, isContract }) => isContract && here.has(path));
    if (inTheWay.length > 0)
      throw new WrongUse(
        `These are here already, and nothing was written: ${inTheWay.map(({ path }) => path).join(', ')}.`,
      );

    for (const { path, content } of files) if (!here.has(path)) await writeNew(join(folder, path), content);
    await writeWhole(packageFile, merged.text);
    shell.out(greeting(named, document, files.length - here.size, [...here]));
    return 0;
  },
});

const answer = async (ask: Shell['ask'], question: string, otherwise: string): Promise<string> => {
  const given = await ask?.(`${question} [${otherwise}]: `);
  return given === undefined || given.trim() === '' ? otherwise : given.trim();
};

/** Writes a file that is not there yet. */
const writeNew = async (file: string, content: string): Promise<void> => {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
  } catch (cause) {
    throw new CouldNot(`\`${file}\` could not be written: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  }
};

const greeting = (
  folder: string,
  document: string,
  written: number,
  kept: readonly string[],
): string => `${written === 1 ? '1 file is' : `${written} files are`} written, and package.json has what they need.${
  kept.length === 0 ? '' : ` Kept as they were: ${kept.join(', ')}.`
}

Next${folder === '.' ? '' : `, in ${folder}`}:
  npm install          what the scripts need
  npm test             checks, scenarios, coverage, sweep, mutation
  npm start            the service, with the book of the contract in the browser

The contract is rules/${document}/2026-01-01/contract.txt; README.md says how to put your own in its place.
`;
