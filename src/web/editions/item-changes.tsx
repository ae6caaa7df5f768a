import type { ReactElement } from 'react';
import { EmptyState } from '../parts/empty-state.js';
import { tellValue } from '../../language/tell-value.js';
import { useZone } from '../parts/values/zone.js';
import type { ItemChange } from '../../wire/book/difference.js';

const badges = { added: 'badge-good', removed: 'badge-bad', changed: 'badge-warn' } as const;

/** Rules, definitions, figures and the rest that the two editions write differently. */
export const ItemChanges = ({ items }: { readonly items: readonly ItemChange[] }): ReactElement => {
  const zone = useZone();
  return items.length === 0 ? (
    <EmptyState title="Both write the same." />
  ) : (
    <ul className="items">
      {items.map(({ code, kind, name, clauses, parts }) => (
        <li key={`${kind} ${name} ${code}`}>
          <p className="item-head">
            <span className={`badge ${badges[code]}`}>{code}</span> {kind.replaceAll('-', ' ')}{' '}
            <code>{name}</code>
            {clauses.length === 0 ? null : <span className="hint"> {clauses.join(', ')}</span>}
          </p>
          {parts.map(({ path, left, right }) => (
            <div key={path} className="item-part">
              <code className="item-path">{path}</code>
              <del>{tellValue(left, 'nothing', zone)}</del>
              <ins>{tellValue(right, 'nothing', zone)}</ins>
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
};
