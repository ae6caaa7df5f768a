import type { ReactElement } from 'react';
import type { contractsOf } from './choose-edition.js';

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
      <select
        value={named ?? ''}
        onChange={({ target }) => {
          choose(target.value === '' ? null : target.value);
        }}
      >
        <option value="">All contracts</option>
        {named === null || contracts.some(({ document }) => document === named) ? null : (
          <option value={named}>{named}</option>
        )}
        {contracts.map(({ document, title }) => (
          <option key={document} value={document}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
