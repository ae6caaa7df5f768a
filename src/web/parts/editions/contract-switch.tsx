import type { ReactElement } from 'react';
import type { contractsOf } from './choose-edition.js';
import { Select } from '../select.js';

/** Which contract a page is about, or all; nothing where there is one only. */
export const ContractSwitch = ({
  contracts,
  named,
  choose,
}: {
  readonly contracts: ReturnType<typeof contractsOf>;
  /** As the address names it: it may be none that the service has. `null` for all. */
  readonly named: string | null;
  readonly choose: (document: string | null) => void;
}): ReactElement | null =>
  contracts.length < 2 && named === null ? null : (
    <label className="field contract-switch no-print">
      Contract
      <Select
        value={named ?? ''}
        options={[
          ['', 'All contracts'],
          ...(named === null || contracts.some(({ document }) => document === named)
            ? []
            : [[named, named] as const]),
          ...contracts.map(({ document, title }) => [document, title] as const),
        ]}
        choose={(document) => {
          choose(document === '' ? null : document);
        }}
      />
    </label>
  );
