import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCited } from '../src/analysis/impact/judge-case.js';
import type { DecisionLog } from '../src/audit/store/decision-log.js';
import type { Entry } from '../src/audit/record/record.js';
import { loadEdition } from '../src/edition/build/load-edition.js';
import { readEditionFolder } from '../src/edition/read/read-edition-folder.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { refundCases } from './refund-cases.js';

/** Ten million a year. */
const recordsADay = 27_400;
const dayMs = 86_400_000;
const differentCases = 100_000;
const begin = Date.parse('2026-01-01T00:00:00Z');

const readEdition = () =>
  readEditionFolder(new URL('../rules/kommo-ai-agent-terms/2026-04-27', import.meta.url).pathname);

/** Records so many random refunds, of 100,000 different cases at most. */
export const recordRefunds = async (
  log: Pick<DecisionLog, 'keepRelease' | 'appendTogether'>,
  records: number,
): Promise<void> => {
  const files = await readEdition();
  const { edition } = loadEdition(files);
  if (edition === undefined) throw new Error('The edition does not load.');
  const evaluator = makeCompiledEvaluator(edition);
  const cited = makeCited(edition);
  const entries = refundCases(Math.min(records, differentCases), 17).flatMap(
    ({ facts, asOf }): readonly Omit<Entry, 'id' | 'decidedAt'>[] => {
      const answer = evaluator.decide({ decision: 'refund', facts, asOf });
      return answer.code === 'decided'
        ? [
            {
              inputs: { decision: 'refund', asOf, facts, edition: edition.identity },
              decision: answer.decision,
              cites: cited(answer.decision),
              personal: [],
            },
          ]
        : [];
    },
  );
  await log.keepRelease({ identity: edition.identity, files });
  for (let first = 0; first < records; first += 1000) {
    const group = Array.from({ length: Math.min(1000, records - first) }, (_, place): Entry => {
      const nth = first + place;
      const entry = entries[nth % entries.length];
      if (entry === undefined) throw new RangeError('No case is decided.');
      return { ...entry, id: randomUUID(), decidedAt: begin + Math.floor((nth * dayMs) / recordsADay) };
    });
    await log.appendTogether(group);
  }
};

/** Writes the edition that refunds one period less, whose impact is asked for, to a folder. */
export const writeOnePeriodLess = async (folder: string): Promise<void> => {
  await mkdir(folder);
  for (const [name, text] of await readEdition())
    await writeFile(
      join(folder, name),
      text.replace(
        'max(0, prepaid.periods - startedPeriods)',
        'max(0, prepaid.periods - startedPeriods - 1)',
      ),
    );
};
