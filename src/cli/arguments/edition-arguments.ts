import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { editionFolders } from '../../edition/read/edition-folders.js';
import { CouldNot, WrongUse, type Arguments, type CommandOption, type Shell } from '../shell/command.js';
import { toldReason } from '../shell/told-reason.js';

/** The option that says where editions are, for every command that reads them. */
export const editionsOption: CommandOption = {
  name: 'editions',
  value: 'DIR',
  means:
    'where the editions are (CLAUSEBOOK_EDITIONS; default: ./rules, else those that come with clausebook)',
};

/** The directory of the editions: the option, the environment, `./rules`, or the product's own. */
export const editionsDirectory = (args: Arguments, shell: Shell): string =>
  args.text('editions') ??
  shell.settings.editions ??
  (existsSync('rules') ? 'rules' : fileURLToPath(new URL('../../../rules', import.meta.url)));

/** The option that says where scenarios are, for what shows and runs them. */
export const featuresOption: CommandOption = {
  name: 'features',
  value: 'DIR',
  means:
    'where <document>/ has scenarios, for the book and its drafts (CLAUSEBOOK_FEATURES; default: ./features, else those that come with clausebook)',
};

/** The directory of the scenarios: the option, the environment, `./features`, or the product's own. */
export const featuresDirectory = (args: Arguments, shell: Shell): string =>
  args.text('features') ??
  shell.settings.features ??
  (existsSync('features') ? 'features' : fileURLToPath(new URL('../../../features', import.meta.url)));

/** The edition folders that a call is about: those named as arguments, else all below the editions directory. */
export const namedFolders = async (args: Arguments, shell: Shell): Promise<readonly string[]> => {
  const roots = args.positionals.length > 0 ? args.positionals : [editionsDirectory(args, shell)];
  const found: string[] = [];
  for (const root of roots) {
    const folders = await editionFolders(root).catch((error: unknown) => {
      throw new CouldNot(`\`${root}\` cannot be read: ${toldReason(error)}`);
    });
    if (folders.length === 0)
      throw new WrongUse(`There is no edition at or below \`${root}\`: no folder has an edition.yaml.`);
    found.push(...folders);
  }
  return found;
};
