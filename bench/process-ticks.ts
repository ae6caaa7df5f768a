import { readFile } from 'node:fs/promises';

/** Seconds of processor time of a process; of Linux alone. */
export interface ProcessTicks {
  readonly parent: number;
  readonly own: number;
  /** Of those of its children that ended. */
  readonly children: number;
}

/** Fields 4 and 14 to 17 of `/proc/PID/stat`: ticks are of a hundredth of a second. */
export const ticksOf = async (pid: number): Promise<ProcessTicks> => {
  const [, fields = ''] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(/\) (?=\S )/);
  const [, parent = 0, , , , , , , , , , user = 0, system = 0, childUser = 0, childSystem = 0] = fields
    .split(' ')
    .map(Number);
  return { parent, own: (user + system) / 100, children: (childUser + childSystem) / 100 };
};
