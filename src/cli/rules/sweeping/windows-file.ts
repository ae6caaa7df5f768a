import { parse } from 'yaml';
import type { ExpectedReturn } from '../../../analysis/sweep/sweep-returns.js';
import { WrongUse } from '../../shell/command.js';
import { readIfThere } from '../../shell/read-named.js';

const form = 'Each window has `decision`, `outcomes` (a list), `from`, `to` and `because`.';

/**
 * Reads `windows.yaml`: outcomes that are meant to hold for a while only, so that the one before comes back. None where there is no such
 * file. Throws {@link WrongUse} where it has another form.
 */
export const readWindows = async (file: string): Promise<readonly ExpectedReturn[]> => {
  const text = await readIfThere(file);
  if (text === undefined) return [];
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new WrongUse(`\`${file}\` is not YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  const windows = isObject(value) ? value['windows'] : undefined;
  if (!Array.isArray(windows)) throw new WrongUse(`\`${file}\` has no list \`windows\`. ${form}`);
  return windows.map((window: unknown, i) => {
    if (isWindow(window)) return window;
    throw new WrongUse(`Window ${i + 1} of \`${file}\` has another form. ${form}`);
  });
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWindow = (value: unknown): value is ExpectedReturn =>
  isObject(value) &&
  Object.keys(value).length === 5 &&
  ['decision', 'from', 'to', 'because'].every(
    (name) => typeof value[name] === 'string' && value[name] !== '',
  ) &&
  Array.isArray(value['outcomes']) &&
  value['outcomes'].length >= 3 &&
  value['outcomes'].every((outcome) => typeof outcome === 'string');
