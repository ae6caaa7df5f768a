import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { editionPath } from '../api/editions.js';
import { readAccessKey } from '../api/access-key.js';
import { askJson } from '../api/request.js';
import { ErrorState } from '../parts/error-state.js';
import type { Release, ValidityEntered } from '../../wire/editions.js';

/** Asks why a release is withdrawn, or rolled back to, and who says so where no key says it; then has it entered in the registry. */
export const ValidityForm = ({
  release,
  kind,
  close,
  done,
}: {
  readonly release: Release;
  readonly kind: 'withdrawn' | 'restored';
  readonly close: () => void;
  readonly done: () => void;
}): ReactElement => {
  const id = useId();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [author, setAuthor] = useState('');
  const [isSent, setSent] = useState(false);
  const hasKey = readAccessKey() !== null;
  const lacksReason = reason.trim() === '';
  const lacksAuthor = !hasKey && author.trim() === '';
  const send = useMutation({
    mutationFn: () =>
      askJson<ValidityEntered>(`${editionPath('/editions', release)}/validity`, {
        method: 'POST',
        body: {
          ...{ digest: release.digest, kind, reason: reason.trim() },
          ...(hasKey ? {} : { author: author.trim() }),
        },
      }),
    onSuccess: async () => {
      // What governs may be another edition now: everything that was read may be told otherwise.
      await queries.invalidateQueries();
      done();
    },
  });
  const field = (name: 'author' | 'reason', label: string, why: string | undefined): ReactElement => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        maxLength={name === 'reason' ? 1000 : 200}
        // It was asked for by the button that stood here.
        autoFocus={name === 'reason'}
        value={name === 'reason' ? reason : author}
        aria-invalid={why !== undefined}
        aria-describedby={`${id}-${name}-why`}
        onChange={({ target }) => {
          (name === 'reason' ? setReason : setAuthor)(target.value);
        }}
      />
      <p id={`${id}-${name}-why`} className="field-error">
        {why ?? ''}
      </p>
    </div>
  );
  return (
    <form
      className="validity-form no-print"
      aria-label={kind === 'withdrawn' ? 'Withdraw the release' : 'Roll back to the release'}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setSent(true);
        if (!lacksReason && !lacksAuthor) send.mutate();
        else document.getElementById(`${id}-${lacksReason ? 'reason' : 'author'}`)?.focus();
      }}
    >
      <p>
        {kind === 'withdrawn'
          ? 'From now on this release counts no more: the one before it of its revision does, or, where there is none, the edition before.'
          : 'From now on this release counts, and goes before those of its revision that were published since.'}{' '}
        What was decided stays as it is.
      </p>
      {field('reason', 'Why', isSent && lacksReason ? 'Say why, for whoever reads the registry.' : undefined)}
      {hasKey
        ? null
        : field(
            'author',
            'Who says so',
            isSent && lacksAuthor ? 'Give a name: nobody has a key here.' : undefined,
          )}
      <div className="release-ways">
        <Button type="submit" className="button button-main" isDisabled={send.isPending}>
          {kind === 'withdrawn' ? 'Withdraw it' : 'Roll back'}
        </Button>
        <Button className="button button-quiet" onPress={close}>
          Cancel
        </Button>
      </div>
      {send.error === null ? null : <ErrorState error={send.error} />}
    </form>
  );
};
