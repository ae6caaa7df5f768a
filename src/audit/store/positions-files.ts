import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DurableFile, type Form } from './durable-file.js';
import { sealed } from './sealed-form.js';
import type { Positions, PositionsKind } from './positions.js';

const form: Form<string> = sealed(
  {
    parse: (json) =>
      typeof json === 'object' && json !== null && 'position' in json && typeof json.position === 'string'
        ? json.position
        : undefined,
    print: (position) => ({ position }),
  },
  [],
);

/** Positions in a data directory, which one process holds: a file `<kind>/<name>.json` for each. */
export const openPositionsFiles = (directory: string, kind: PositionsKind): Positions => {
  const folder = join(directory, kind);
  const files = new Map<string, DurableFile<string>>();
  const fileOf = (name: string): DurableFile<string> => {
    const file = files.get(name) ?? new DurableFile(join(folder, `${name}.json`), form);
    files.set(name, file);
    return file;
  };
  const read: Positions['read'] = async (name) => (await fileOf(name).read()) ?? undefined;
  return {
    read,
    begin: async (name, first) => {
      if ((await read(name)) !== undefined) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await fileOf(name).write(await first());
    },
    take: read,
    keep: async (name, position) => {
      await fileOf(name).write(position);
      return true;
    },
    release: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};
