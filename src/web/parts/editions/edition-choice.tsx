import { useId, type ReactElement } from 'react';
import { contractsOf, type NamedEdition } from './choose-edition.js';
import type { EditionSummary } from '../../../wire/editions.js';
import { Select } from '../select.js';

/** Which contract and which edition a page is about, as a choice among those that the service has. */
export const EditionChoice = ({
  editions,
  shown,
  governing,
  choose,
}: {
  readonly editions: readonly EditionSummary[];
  /** Without a revision: the one that governs. */
  readonly shown: NamedEdition & { readonly document: string };
  /** What stands for the edition that governs; left out where a page always shows one revision. */
  readonly governing?: string;
  readonly choose: (named: NamedEdition & { readonly document: string }) => void;
}): ReactElement => {
  const id = useId();
  const contracts = contractsOf(editions);
  const revisions = editions.filter(({ document }) => document === shown.document);
  const isChoice = revisions.length > 1 || (governing !== undefined && shown.revision !== undefined);
  return (
    <span className="edition-choice">
      {contracts.length < 2 ? null : (
        <span>
          <label htmlFor={`${id}-contract`}>Contract</label>
          <Select
            id={`${id}-contract`}
            value={shown.document}
            options={contracts.map(({ document, title }) => [document, title])}
            choose={(document) => {
              choose({ document });
            }}
          />
        </span>
      )}
      {!isChoice ? (
        <span>Revision {revisions[0]?.revision}</span>
      ) : (
        <span>
          <label htmlFor={`${id}-revision`}>Revision</label>
          <Select
            id={`${id}-revision`}
            value={shown.revision ?? ''}
            options={[
              ...(governing === undefined ? [] : [['', governing] as const]),
              ...revisions.map(({ revision }) => [revision, revision] as const),
            ]}
            choose={(revision) => {
              const { document } = shown;
              choose(revision === '' ? { document } : { document, revision });
            }}
          />
        </span>
      )}
    </span>
  );
};
