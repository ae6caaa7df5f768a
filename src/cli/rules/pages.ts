import { counted } from '../../language/numbers/counted.js';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pagesToHtml } from '../../analysis/pages/html.js';
import { pageToMarkdown } from '../../analysis/pages/markdown.js';
import { sectionPages } from '../../analysis/section-pages.js';
import type { Edition } from '../../edition/model/edition.js';
import { command, WrongUse } from '../shell/command.js';
import { text } from '../shell/options.js';
import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import { openEditions } from '../arguments/open.js';
import { runFeatures } from './run-features.js';
import { writeWhole } from '../shell/write-whole.js';

/** `clausebook pages`: what the contract says, its rules in plain words, and the scenarios that prove them. */
export const pagesCommand = command({
  name: 'pages',
  summary: 'write a page per section: words, rules, readings, scenarios',
  usage: '--out DIR [--scenarios DIR] [--editions DIR]',
  options: {
    out: text({
      value: 'DIR',
      means: 'where the pages go, as DIR/<document>/<revision>/; made where missing',
    }),
    scenarios: featuresOption('the folder that holds a folder of scenarios per contract'),
    editions: editionsOption,
  },
  help: `
Runs the scenarios in this process, without records that last, and writes for each edition index.md, a Markdown page per section of the
contract, and all of them as contract.html, which needs nothing else. Exit code 1 where a scenario failed or could not be understood; the
pages are written all the same, without those that could not be understood.

  clausebook pages --out build/pages`,
  run: async (args, shell) => {
    const out = args.out;
    if (out === undefined) throw new WrongUse('Say where the pages go: `--out DIR`.');
    const editions = await openEditions(args);
    let fine = true;
    for (const document of new Set(editions.all().map(({ identity }) => identity.document))) {
      const { results, faults } = await runFeatures(args.scenarios, document, editions, shell);
      for (const fault of faults) shell.err(`${fault}\n`);
      const failed = results.filter(({ passed }) => !passed);
      fine &&= faults.length === 0 && failed.length === 0;
      for (const edition of editions.all().filter(({ identity }) => identity.document === document)) {
        const folder = await writePages(out, edition, sectionPages(edition, results));
        shell.out(`${folder}: ${counted(results.length, 'scenario')}, ${failed.length} failed\n`);
      }
    }
    return fine ? 0 : 1;
  },
});

const writePages = async (
  out: string,
  { identity, title }: Edition,
  pages: ReturnType<typeof sectionPages>,
): Promise<string> => {
  const folder = join(out, identity.document, identity.revision);
  await mkdir(folder, { recursive: true });
  for (const page of pages) await writeWhole(join(folder, `${page.name}.md`), pageToMarkdown(page));
  await writeWhole(join(folder, 'contract.html'), pagesToHtml(title, pages));
  return folder;
};
