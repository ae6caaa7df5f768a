import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { useReleases } from '../api/editions.js';
import { countOf, shortDigest } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import { toSecond } from '../parts/values/coarser.js';
import { releaseBefore } from './release-before.js';
import { ReleaseChanges } from './release-changes.js';
import { ValidityForm } from './validity-form.js';
import type { Release } from '../../wire/editions.js';

/** What the registry says of the releases of a contract, the newest first: who, why, when, and what is proved; each may be withdrawn, or rolled back to. */
export const ReleaseHistory = ({ document }: { readonly document: string }): ReactElement | null => {
  const all = useReleases().data;
  const [asked, ask] = useState<{ readonly digest: string; readonly kind: 'withdrawn' | 'restored' }>();
  const [said, say] = useState('');
  const releases = all?.filter((release) => release.document === document) ?? [];
  if (releases.length === 0) return null;
  const entries = releases
    .flatMap((release) => release.entries.map((entry) => ({ release, entry })))
    .sort((one, other) => (one.entry.at < other.entry.at ? 1 : -1));
  const close = (): void => {
    ask(undefined);
  };
  return (
    <section className="releases" aria-label="Releases">
      <h3>Releases</h3>
      <p className="hint">
        What the registry says, signed entry by entry. Nothing that was decided changes by it. A new release
        comes from a <Link href="/book/drafts">draft</Link> that is approved, or by{' '}
        <code>clausebook publish</code>.
      </p>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <ol className="release-list" reversed>
        {entries.map(({ release, entry }) => (
          <li key={entry.signature} className="card release">
            <p className="release-head">
              <strong>{kinds[entry.kind]}</strong>
              <span>Revision {entry.revision}</span>
              <code title={entry.digest}>{shortDigest(entry.digest)}</code>
              {release.entries.at(-1) === entry ? (
                goesFirst(release, releases) ? (
                  <span className="badge badge-good">Counts, and goes first</span>
                ) : release.counts ? (
                  <span className="badge">Counts, and another goes first</span>
                ) : (
                  <span className="badge badge-bad">Counts no more</span>
                )
              ) : null}
            </p>
            <blockquote className="release-reason">{entry.reason}</blockquote>
            <p className="hint">
              {entry.author}
              {entry.reviewers.length === 0 ? '' : `, approved by ${entry.reviewers.join(', ')}`},{' '}
              <Instant at={toSecond(entry.at)} />; in effect from{' '}
              <Instant at={toSecond(entry.effectiveFrom)} only="date" />
            </p>
            {entry.kind === 'published' || entry.kind === 'adopted' ? (
              <>
                <p className="hint">{proofOf(entry)}</p>
                <Unfolded of={`release ${shortDigest(entry.digest)} of revision ${entry.revision}`}>
                  <ReleaseChanges release={release} before={releaseBefore(release, releases)} />
                </Unfolded>
              </>
            ) : null}
            {release.entries.at(-1) === entry ? (
              <Ways
                release={release}
                isFirst={goesFirst(release, releases)}
                isOpen={asked?.digest === entry.digest}
                open={(kind) => {
                  ask({ digest: entry.digest, kind });
                }}
              />
            ) : null}
            {asked?.digest === entry.digest && release.entries.at(-1) === entry ? (
              <ValidityForm
                release={release}
                kind={asked.kind}
                close={close}
                done={() => {
                  say(asked.kind === 'withdrawn' ? 'The release is withdrawn.' : 'The release counts again.');
                  close();
                }}
              />
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
};

/** Shows what takes a while to find out once it is asked for. */
const Unfolded = ({
  of,
  children,
}: {
  /** Which release it is about. */
  readonly of: string;
  readonly children: ReactElement;
}): ReactElement => {
  const [isOpen, open] = useState(false);
  return (
    <details
      className="release-more"
      onToggle={({ currentTarget }) => {
        open(currentTarget.open);
      }}
    >
      <summary>
        What changed, and its scenarios<span className="visually-hidden">, of {of}</span>
      </summary>
      {isOpen ? children : null}
    </details>
  );
};

const Ways = ({
  release: { counts, revision },
  isFirst,
  isOpen,
  open,
}: {
  readonly release: Release;
  readonly isFirst: boolean;
  readonly isOpen: boolean;
  readonly open: (kind: 'withdrawn' | 'restored') => void;
}): ReactElement | null =>
  isOpen ? null : (
    <div className="release-ways no-print">
      {counts ? (
        <Button
          className="button"
          aria-label={`Withdraw this release of revision ${revision}`}
          onPress={() => {
            open('withdrawn');
          }}
        >
          Withdraw
        </Button>
      ) : null}
      {isFirst ? null : (
        <Button
          className="button"
          aria-label={`Roll back to this release of revision ${revision}`}
          onPress={() => {
            open('restored');
          }}
        >
          Roll back
        </Button>
      )}
    </div>
  );

/** Whether a release counts, and goes before all others of its revision: nothing would change by rolling back to it. */
const goesFirst = (release: Release, releases: readonly Release[]): boolean =>
  release.counts &&
  !releases.some(
    (other) => other.counts && other.revision === release.revision && sinceOf(other) > sinceOf(release),
  );

const sinceOf = ({ known }: Release): string => known.at(-1)?.from ?? '';

const kinds = {
  adopted: 'In force before there was a registry',
  published: 'Published',
  withdrawn: 'Withdrawn',
  restored: 'Rolled back to',
} as const;

/** Whatever was published passed the check, all scenarios, and their coverage; a proof is kept where it was required. */
const proofOf = ({ proved, proof }: Release['entries'][number]): string => {
  const checked = 'Checked, with all scenarios and their coverage';
  if (proved !== undefined)
    return `${checked}; proved: ${countOf(proved.properties, 'property', 'properties')}, by ${proved.solver}.`;
  return proof === undefined
    ? `${checked}; no proof is kept with it.`
    : `${checked}; proved by ${shortDigest(proof)}.`;
};
