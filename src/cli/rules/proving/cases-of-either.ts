import type { ScenarioCase } from '../../../analysis/difference/decision-difference.js';
import type { Edition } from '../../../edition/model/edition.js';
import { readPhraseTable, type PhraseTable } from '../../../scenarios/phrase-table.js';
import { readFeatures } from '../../../scenarios/read-features.js';
import { CouldNot } from '../../shell/command.js';
import { readScenarioCases } from '../../../decide/request/scenario-cases.js';

/** The scenarios' cases that may be asked under either edition: those that name no other one. */
export const casesOfEither = async (
  features: string,
  document: string,
  editions: readonly Pick<Edition, 'identity'>[],
): Promise<{ readonly cases: readonly ScenarioCase[]; readonly table: PhraseTable | null }> => {
  const read = await readFeatures(features, document);
  if (read.code !== 'read') return { cases: [], table: null };
  const { phrases } = read.sources;
  const phraseTable = readPhraseTable(document, phrases.uri, phrases.text);
  const { cases, faults } = await readScenarioCases(features, document);
  if (faults.length > 0) throw new CouldNot(`The scenarios have faults:\n${faults.join('\n')}`);
  const named = cases.flatMap(({ decision, facts, asOf, edition, at, title }): readonly ScenarioCase[] => {
    const fits = editions.some(
      ({ identity }) =>
        (edition.document ?? identity.document) === identity.document &&
        (edition.revision ?? identity.revision) === identity.revision &&
        (edition.digest ?? identity.digest) === identity.digest,
    );
    return fits && asOf !== null ? [{ decision, name: `“${title}” (${at})`, case: { facts, asOf } }] : [];
  });
  return { cases: named, table: phraseTable.code === 'read' ? phraseTable.table : null };
};
