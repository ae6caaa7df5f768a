import type { ReactElement } from 'react';
import type { BookSection } from '../../wire/book/contract.js';

/** The contents of the contract: its sections, those that a filter leaves nothing of faint. */
export const ContractContents = ({
  sections,
  shown,
}: {
  readonly sections: readonly BookSection[];
  readonly shown: readonly BookSection[];
}): ReactElement => (
  <nav className="contents" aria-label="Sections">
    <ol>
      {sections.map(({ number, label, heading }) => {
        const clauses = shown.find((section) => section.number === number)?.clauses.length ?? 0;
        return (
          <li key={number} className={clauses === 0 ? 'contents-none' : undefined}>
            <a href={clauses === 0 ? undefined : `#section-${String(number)}`}>
              <span className="contents-number">{label}</span>
              <span>{heading}</span>
            </a>
          </li>
        );
      })}
    </ol>
  </nav>
);
