/**
 * The browser that the book is walked in: one that is installed, else the one that the package `@sparticuz/chromium` ships (Linux on x64),
 * with the libraries that it needs.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A browser that can be started. */
export interface InstalledBrowser {
  readonly executablePath: string;
  /** What its process needs in its environment besides what this one has. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it comes from, for people. */
  readonly origin: string;
}

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const kept = join(root, 'node_modules/.cache/clausebook-browser');
const names: readonly string[] = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first of the names that a folder of `PATH` has. */
const onPath = (path: string): string | undefined =>
  names
    .flatMap((name) => path.split(delimiter).map((folder) => join(folder, name)))
    .find((file) => isExecutable(file));

/** The settings of fontconfig: the fonts of the package alone, without which a page crashes. */
const fontsIn = (folder: string): string =>
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

/** Unpacks the browser of the package once, whole or not at all: other processes may do the same. */
const unpack = async (folder: string): Promise<void> => {
  await mkdir(kept, { recursive: true });
  const beside = await mkdtemp(join(kept, 'unpacking-'));
  // It unpacks to the folder for temporary files, and its libraries where it takes itself to be in a container that has none.
  await run(
    process.execPath,
    ['--input-type=module', '-e', "await (await import('@sparticuz/chromium')).default.executablePath()"],
    { cwd: root, env: { ...process.env, TMPDIR: beside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } },
  );
  await writeFile(join(beside, 'fonts/fonts.conf'), fontsIn(folder));
  try {
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
};

const packaged = async (): Promise<InstalledBrowser> => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'There is no browser: install chromium, or name one in CLAUSEBOOK_CHROMIUM. The packaged one is for Linux on x64.',
    );
  const folder = join(kept, 'chromium-143.0.4');
  if (!existsSync(folder)) await unpack(folder);
  const libraries = [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']];
  return {
    executablePath: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: libraries.filter((library) => library !== undefined && library !== '').join(delimiter),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
    origin: 'of the package @sparticuz/chromium, since none is installed',
  };
};

/**
 * Finds the browser: the one that `CLAUSEBOOK_CHROMIUM` names, else one on `PATH`, else the packaged one, which it unpacks. Throws where
 * there is none.
 */
export const findBrowser = async (): Promise<InstalledBrowser> => {
  const named = process.env['CLAUSEBOOK_CHROMIUM'];
  if (named !== undefined) {
    if (!isExecutable(named)) throw new Error(`CLAUSEBOOK_CHROMIUM names \`${named}\`, where no browser is.`);
    return { executablePath: named, environment: {}, origin: 'named in CLAUSEBOOK_CHROMIUM' };
  }
  const installed = onPath(process.env['PATH'] ?? '');
  if (installed === undefined) return packaged();
  return { executablePath: installed, environment: {}, origin: 'installed' };
};
