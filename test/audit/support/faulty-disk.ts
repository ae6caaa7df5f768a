import { open } from 'node:fs/promises';
import type { OpenFile } from '../../../src/audit/store/journal/segment-writer.js';

/** What a disk does not do. */
export interface Faults {
  /** Half of what is to be written arrives, and the rest fails: the disk is full. */
  write: boolean;
  /** What was written can not be forced to disk (fdatasync). */
  datasync: boolean;
  /** What was written can not be cut off. */
  truncate: boolean;
  /** That something was cut off can not be forced to disk (fsync). */
  sync: boolean;
}

/** Files on a disk that fails on purpose. */
export interface FaultyDisk {
  readonly openFile: OpenFile;
  readonly faults: Faults;
  /** Awaited before everything that is forced to disk. */
  gate: Promise<void>;
}

const failure = (code: string): Error =>
  Object.assign(new Error(code === 'ENOSPC' ? 'no space left on device' : 'input/output error'), {
    code,
    syscall: 'test',
  });

/** Makes a disk without faults. */
export const makeFaultyDisk = (): FaultyDisk => {
  const faults: Faults = { write: false, datasync: false, truncate: false, sync: false };
  const disk: FaultyDisk = {
    faults,
    gate: Promise.resolve(),
    openFile: async (path, flags) => {
      const handle = await open(path, flags);
      let writes = 0;
      const replaced: Readonly<Record<string, (...each: never[]) => unknown>> = {
        write: async (buffer: Buffer, offset: number, length: number, position: number) => {
          if (!faults.write) return handle.write(buffer, offset, length, position);
          writes += 1;
          if (writes % 2 === 1) return handle.write(buffer, offset, Math.ceil(length / 2), position);
          throw failure('ENOSPC');
        },
        datasync: async () => {
          await disk.gate;
          if (faults.datasync) throw failure('EIO');
          await handle.datasync();
        },
        truncate: async (length: number) => {
          if (faults.truncate) throw failure('EIO');
          await handle.truncate(length);
        },
        sync: async () => {
          if (faults.sync) throw failure('EIO');
          await handle.sync();
        },
      };
      return new Proxy(handle, {
        get: (target, name) => {
          const own = typeof name === 'string' && Object.hasOwn(replaced, name) ? replaced[name] : undefined;
          if (own !== undefined) return own;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function'
            ? (...each: unknown[]): unknown => Reflect.apply(value, target, each)
            : value;
        },
      });
    },
  };
  return disk;
};
