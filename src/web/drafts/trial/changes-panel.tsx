import type { ReactElement } from 'react';
import { usePatch } from '../../api/drafts.js';
import { EmptyState } from '../../parts/empty-state.js';
import { NotYet } from '../../parts/not-yet.js';
import type { Draft } from '../../../wire/book/drafts.js';

/** What a draft changes, line by line. */
export const ChangesPanel = ({ draft }: { readonly draft: Draft }): ReactElement => {
  const patch = usePatch(draft.id, draft.changedAt);
  if (!patch.isSuccess) return <NotYet of={patch} what="the changes" />;
  if (patch.data === '')
    return <EmptyState title="Nothing is changed yet.">The draft is what it was made from.</EmptyState>;
  return (
    <div className="panel">
      {patch.data
        .split(/^diff --git /m)
        .filter((part) => part !== '')
        .map((part) => (
          <FileChanges key={part.split('\n', 1)[0]} part={part} />
        ))}
    </div>
  );
};

const FileChanges = ({ part }: { readonly part: string }): ReactElement => {
  const lines = part.split('\n');
  const name = lines[0]?.split('/').at(-1) ?? '';
  const first = lines.findIndex((line) => line.startsWith('@@'));
  return (
    <section>
      <h3>{name}</h3>
      <pre className="source diff" tabIndex={0} aria-label={`What changes in ${name}`}>
        {lines.slice(first).map((line, place) => (
          <DiffLine key={place} line={line} />
        ))}
      </pre>
    </section>
  );
};

const DiffLine = ({ line }: { readonly line: string }): ReactElement => {
  if (line.startsWith('+')) return <ins>{`${line}\n`}</ins>;
  if (line.startsWith('-')) return <del>{`${line}\n`}</del>;
  return <span className={line.startsWith('@@') ? 'diff-place' : undefined}>{`${line}\n`}</span>;
};
