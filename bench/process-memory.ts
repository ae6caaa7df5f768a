import { readFile } from 'node:fs/promises';

/** What a process holds in memory, in megabytes (10^6 bytes). */
export interface ProcessMemory {
  readonly residentMb: number;
  /** The most that it ever held. */
  readonly peakMb: number;
}

/** The memory of a process that runs; of Linux alone. Throws where there is none. */
export const memoryOf = async (pid: number): Promise<ProcessMemory> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number => {
    const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
    if (kibibytes === undefined) throw new Error(`/proc/${pid}/status has no ${name}`);
    return (Number(kibibytes) * 1024) / 1e6;
  };
  return { residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
};
