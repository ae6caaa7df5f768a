import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { editionsOption } from '../arguments/edition-options.js';
import { openEditions } from '../arguments/open.js';
import { command, WrongUse } from '../shell/command.js';
import { flag, text } from '../shell/options.js';
import { readIfThere } from '../shell/read-named.js';
import { writeWhole } from '../shell/write-whole.js';

/** `clausebook client`: a client in TypeScript, typed by editions. */
export const clientCommand = command({
  name: 'client',
  summary: 'write a client in TypeScript, with the types of an edition',
  usage: '--out DIR [DOCUMENT/REVISION] [--editions DIR] [--force]',
  names: { most: 1, say: 'Name one edition as DOCUMENT/REVISION, or none for all that are here.' },
  options: {
    out: text({ value: 'DIR', means: 'the folder that it is written to, made if need be' }),
    force: flag({ means: 'replace files of the same names that were not generated' }),
    editions: editionsOption,
  },
  help: `
Writes one module for each edition, named after it, and the few that all of them share. They need nothing but \`fetch\`, and compile under
\`tsc --strict\`. The same edition gives the same files. Of what is in the folder only files that were generated before are replaced.

  clausebook client --out src/terms kommo-ai-agent-terms/2026-04-27

docs/client.md tells how it is used.`,
  run: async (args, shell, [named]) => {
    if (args.out === undefined) throw new WrongUse('Say where it is to be written: `--out DIR`.');
    const editions = (await openEditions(args)).all();
    const wanted = editions.filter(
      ({ identity }) => named === undefined || named === `${identity.document}/${identity.revision}`,
    );
    if (wanted.length === 0) {
      const known = editions.map(({ identity }) => `${identity.document}/${identity.revision}`);
      throw new WrongUse(`There is no edition \`${named ?? ''}\` here. There are ${known.join(', ')}.`);
    }
    // Its schemas take long to load, and no other command needs them.
    const { clientFiles } = await import('./client-files.js');
    const { generatedMark } = await import('./write-edition.js');
    const folder = resolve(args.out);
    const files = await clientFiles(wanted);
    const before = await Promise.all(files.map(({ path }) => readIfThere(join(folder, path))));
    const inTheWay = files.filter((_, place) => before[place]?.startsWith(generatedMark) === false);
    if (inTheWay.length > 0 && !args.force)
      throw new WrongUse(
        `These are in \`${args.out}\` and were not generated; nothing was written: ${inTheWay.map(({ path }) => path).join(', ')}. Take another folder, or replace them with \`--force\`.`,
      );
    await mkdir(folder, { recursive: true });
    for (const { path, text: content } of files) await writeWhole(join(folder, path), content);
    shell.out(`${files.map(({ path }) => join(args.out ?? '', path)).join('\n')}\n`);
    return 0;
  },
});
