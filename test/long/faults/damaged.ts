import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startService, type Service } from '../../../src/clausebook.js';
import { StartError } from '../../../src/start-error.js';
import { call } from '../../cli/support/call.js';
import { copyDirectory } from '../support/folder.js';
import type { Stocked } from '../support/stocked.js';
import { compareWalks, walk, type Walked } from '../support/walk.js';
import { must } from '../support/violation.js';

/** How damage showed: it could not be imported; the service refused to start; an auditor found it; nothing was another. */
export type Shown = 'refused to import' | 'refused to start' | 'told by verify' | 'made no difference';

/** Tries damage to copies of a stocked data directory. */
export class Damaged {
  readonly #folder: string;
  readonly #stocked: Stocked;
  readonly #before: Walked;

  readonly #verify: typeof call;

  private constructor(folder: string, stocked: Stocked, before: Walked, verify: typeof call) {
    this.#verify = verify;
    this.#folder = folder;
    this.#stocked = stocked;
    this.#before = before;
  }

  /**
   * Has a service on the directory as it is tell what is genuine.
   * @param verify what is asked whether a directory is whole; the command, but in tests of the trials
   */
  static async of(folder: string, stocked: Stocked, verify = call): Promise<Damaged> {
    const directory = join(folder, 'genuine');
    await copyDirectory(stocked.data, directory);
    const service = await start(stocked, directory);
    const before = await walk(service.url, stocked.addresses);
    await service.close();
    const damaged = new Damaged(folder, stocked, before, verify);
    // What is not damaged is told as whole.
    const shown = await damaged.try(stocked.data, () => Promise.resolve());
    must(shown === 'made no difference', `What is whole is ${shown}.`);
    return damaged;
  }

  /**
   * Damages a copy of a directory, has it verified, serves it, asks for all that is there, decides and erases. Throws where something altered
   * is given as genuine, or something differs that `verify` does not tell.
   */
  async try(
    from: string,
    damage: (directory: string) => Promise<void>,
    isTaken = (): boolean => true,
  ): Promise<Shown> {
    const directory = join(this.#folder, 'damaged');
    await rm(directory, { recursive: true, force: true });
    await copyDirectory(from, directory);
    await damage(directory);
    // A copy of an open directory has no checkpoint of its closing.
    const kept = from === this.#stocked.open ? this.#stocked.checkpoints.at(-1) : this.#stocked.newest;
    const keptFile = join(this.#folder, 'kept.json');
    await writeFile(keptFile, JSON.stringify(kept));
    if (!isTaken()) return 'refused to import';
    const verified = await this.#verify(['verify', '--data', directory, '--checkpoint', keptFile]);
    must(!/defect|bug/i.test(verified.err), `verify: ${verified.err}`);
    let service: Service;
    const defects: unknown[] = [];
    try {
      service = await start(this.#stocked, directory, (error) => defects.push(error));
    } catch (error) {
      must(
        error instanceof StartError,
        `The start fails with ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
      );
      return 'refused to start';
    }
    try {
      const different = compareWalks(
        this.#before,
        await walk(service.url, this.#stocked.addresses),
        this.#stocked.keys,
      );
      must(
        different === undefined || verified.code !== 0,
        `\`verify\` tells nothing, and ${different ?? ''}`,
      );
      await this.#use(service);
      must(
        defects.length === 0,
        `A defect: ${defects.map((each) => (each instanceof Error ? each.stack : String(each))).join('\n')}`,
      );
    } finally {
      await service.close();
    }
    return verified.code === 0 ? 'made no difference' : 'told by verify';
  }

  /** Whatever is damaged, the service goes on: it decides and erases, or says that it can't. */
  async #use(service: Service): Promise<void> {
    for (const [path, body] of [
      ['/decide/hire', { facts: { wind: 4 }, asOf: '2026-06-01T00:00:00Z', subject: 'skipper' }],
      ['/erasures', { subject: 'member 1', reason: 'asked for' }],
      ['/checkpoints', {}],
    ] as const) {
      const response = await fetch(service.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      must([200, 503].includes(response.status), `POST ${path} is answered ${response.status}: ${text}`);
    }
  }
}

const start = (
  { rules }: Stocked,
  dataDirectory: string,
  reportDefect: (error: unknown) => void = () => undefined,
): Promise<Service> => startService({ editionsDirectory: rules, dataDirectory, reportDefect });
