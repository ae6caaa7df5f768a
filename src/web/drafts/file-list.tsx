import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { countOf } from '../parts/values/formats.js';
import { useCurrentInSight } from '../parts/use-current-in-sight.js';
import { draftAddress } from './draft-address.js';
import { hasRules, hasScenarios } from './file-kinds.js';
import type { Draft, DraftFile, Finding } from '../../wire/book/drafts.js';

/** The files of a draft: the rules of each decision, then what they share. */
export const FileList = ({
  draft,
  shown,
  findings,
}: {
  readonly draft: Draft;
  readonly shown: string;
  readonly findings: readonly Finding[];
}): ReactElement => {
  const list = useCurrentInSight<HTMLElement>(shown);
  const isRules = ({ name }: DraftFile): boolean => hasRules(name);
  const part = (title: string, files: readonly DraftFile[]): ReactElement => (
    <section>
      <h2 className="files-title">{title}</h2>
      <ul>
        {files.map((file) => (
          <li key={file.name}>
            <Link
              href={draftAddress(draft.id, file.name)}
              aria-current={file.name === shown ? 'page' : undefined}
            >
              <span>{file.name}</span>
              <FileMarks file={file} findings={findings} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
  return (
    <nav className="files" aria-label="Files of the draft" ref={list}>
      {part('Rules', draft.files.filter(isRules))}
      {part(
        'Shared by all rules',
        draft.files.filter((file) => !isRules(file) && !hasScenarios(file.name)),
      )}
      {draft.scenarios.length === 0
        ? null
        : part(
            'Scenarios of the draft',
            draft.files.filter(({ name }) => hasScenarios(name)),
          )}
    </nav>
  );
};

const stateWords = { changed: 'changed', added: 'new' } as const;

const FileMarks = ({
  file,
  findings,
}: {
  readonly file: DraftFile;
  readonly findings: readonly Finding[];
}): ReactElement => {
  const errors = findings.filter(
    (finding) => finding.file === file.name && finding.severity === 'error',
  ).length;
  return (
    <span className="files-marks">
      {errors === 0 ? null : (
        <span className="badge badge-bad">
          {errors}
          <span className="visually-hidden"> {countOf(errors, 'error').replace(/^\S+ /, '')}</span>
        </span>
      )}
      {file.state === 'released' ? null : (
        <span className="files-dot" title={stateWords[file.state]}>
          <span className="visually-hidden">{stateWords[file.state]}</span>
        </span>
      )}
    </span>
  );
};
