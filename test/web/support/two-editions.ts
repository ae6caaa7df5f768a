import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { reviewsFor } from '../../../src/edition/read/write-reviews.js';
import { boatFiles } from '../../support/boat-hire.js';

const storm = (limit: number): ReadonlyMap<string, string> =>
  boatFiles({
    facts: 'wind: { type: integer, minimum: 0, maximum: 12 }',
    rules: `
    - { id: fair, then: { outcome: goes-out, because: "The weather is fair." } }
    - id: storm
      clauses: ["1.2"]
      modality: must-not
      when: { all: [{ fact: wind, operator: greaterThanInclusive, value: ${limit} }] }
      then: { outcome: stays-in, because: "A wind of {wind} is a storm." }
      overrides: [fair]`,
  });

/** Two editions of boat hire terms: the second has other words in 1.2, and calls a storm what the first does not. */
export const twoEditions = async (context: TestContext): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'editions-'));
  context.after(() => rm(directory, { recursive: true }));
  await writeEdition(join(directory, 'boat-hire', '2026'), storm(8));
  await writeEdition(join(directory, 'boat-hire', '2027'), reworded(storm(7)));
  return directory;
};

/** The same, and a second contract whose decision has the same name: raft hire terms, which call a storm what none of the others does. */
export const twoContracts = async (context: TestContext): Promise<string> => {
  const directory = await twoEditions(context);
  const files = storm(3);
  const edition = (files.get('edition.yaml') ?? '')
    .replace('boat-hire', 'raft-hire')
    .replace('Boat Hire Terms', 'Raft Hire Terms');
  const changed = new Map([...files, ['edition.yaml', edition]]);
  const reviews = reviewsFor(changed, { by: 'The Harbour Master', at: '2026-04-01T09:00:00Z' });
  await writeEdition(join(directory, 'raft-hire', '2026'), changed.set('reviews.yaml', reviews ?? ''));
  return directory;
};

const reworded = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const text = (files.get('contract.txt') ?? '').replace('in a storm', 'in a gale');
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const edition = (files.get('edition.yaml') ?? '')
    .replace('"2026"', '"2027"')
    .replace('2026-05-01', '2027-05-01')
    .replace(/sha256:[0-9a-f]{64}/, digest);
  const changed = new Map([...files, ['contract.txt', text], ['edition.yaml', edition]]);
  const reviews = reviewsFor(changed, { by: 'The Harbour Master', at: '2026-04-01T09:00:00Z' });
  return changed.set('reviews.yaml', reviews ?? '');
};

const writeEdition = async (folder: string, files: ReadonlyMap<string, string>): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
};
