import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { contentNow, say } from '../../api/review.js';
import { ErrorState } from '../../parts/error-state.js';
import { ChangedSinceSeen } from './changed-since-seen.js';
import type { SeenContent } from './use-seen-content.js';
import type { DraftReview } from '../../../wire/book/review.js';

/** Says something of a draft: proposes it with a reason, or approves it or sends it back with words; and who says so where no key says it. */
export const SayForm = ({
  id,
  review,
  seen,
  what,
  flush,
  done,
}: {
  readonly id: string;
  readonly review: DraftReview;
  readonly seen: SeenContent;
  readonly what: 'proposal' | 'verdict';
  /** Writes what is being typed. */
  readonly flush: () => Promise<string>;
  /** Told what was said, and which content of the draft was seen by whoever said it: `null` of a proposal, which means the draft as it is. */
  readonly done: (said: string, content: string | null) => void;
}): ReactElement => {
  const form = useId();
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const [by, setBy] = useState('');
  const [lacking, setLacking] = useState<'words' | 'by'>();
  const isNamed = review.you !== null;
  const isUnseen = what === 'verdict' && review.content !== seen.content;
  const hasApproved = what === 'verdict' && review.you !== null && review.approvedBy.includes(review.you);
  const send = useMutation({
    mutationFn: async (kind: 'proposed' | 'approved' | 'sent-back') => {
      await flush();
      // Who proposes means what they just typed; who approves, what they saw.
      const content = kind === 'proposed' ? await contentNow(id) : seen.content;
      const said = { content, ...(isNamed ? {} : { by: by.trim() }) };
      const given = words.trim();
      return say(
        id,
        kind === 'approved'
          ? { kind, ...said, ...(given === '' ? {} : { words: given }) }
          : { kind, ...said, words: given },
      );
    },
    onSuccess: async ({ content }, kind) => {
      setWords('');
      done(told[kind], kind === 'proposed' ? null : content);
      // An approval may have written the reviews; the texts that are open stay as they are typed.
      const read = [['draft', id], ['draft-review', id], ['drafts'], ['draft-text', id, 'reviews.yaml']];
      await Promise.all(read.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    // What the draft holds may be another thing by now: that is said before somebody tries again.
    onError: () => queries.invalidateQueries({ queryKey: ['draft-review', id] }),
  });
  const submit = (kind: 'proposed' | 'approved' | 'sent-back'): void => {
    const lacks =
      kind !== 'approved' && words.trim() === '' ? 'words' : !isNamed && by.trim() === '' ? 'by' : undefined;
    setLacking(lacks);
    if (lacks === undefined) send.mutate(kind);
    else document.getElementById(`${form}-${lacks}`)?.focus();
  };
  const wordsLack =
    what === 'proposal' ? 'Say why, for whoever reads the registry.' : 'Say what is to be mended.';
  return (
    <form
      className="say-form no-print"
      aria-label={what === 'proposal' ? 'Propose the draft' : 'Approve the draft, or send it back'}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!hasApproved && !isUnseen) submit(what === 'proposal' ? 'proposed' : 'approved');
      }}
    >
      <div className="field">
        <label htmlFor={`${form}-words`}>
          {what === 'proposal' ? 'Why it is to be released' : 'What you say of it'}
        </label>
        <textarea
          id={`${form}-words`}
          rows={2}
          maxLength={1000}
          value={words}
          aria-invalid={lacking === 'words'}
          aria-describedby={`${form}-words-why`}
          onChange={({ target }) => {
            setWords(target.value);
          }}
        />
        <p id={`${form}-words-why`} className="field-error">
          {lacking === 'words' ? wordsLack : ''}
        </p>
      </div>
      {isNamed ? null : (
        <div className="field">
          <label htmlFor={`${form}-by`}>Who says so</label>
          <input
            id={`${form}-by`}
            maxLength={200}
            value={by}
            aria-invalid={lacking === 'by'}
            aria-describedby={`${form}-by-why`}
            onChange={({ target }) => {
              setBy(target.value);
            }}
          />
          <p id={`${form}-by-why`} className="field-error">
            {lacking === 'by' ? 'Give a name: nobody has a key here.' : ''}
          </p>
        </div>
      )}
      {isUnseen ? (
        <ChangedSinceSeen
          seen={seen}
          taken={() => {
            send.reset();
            document.getElementById(`${form}-words`)?.focus();
          }}
        />
      ) : null}
      <div className="form-actions">
        {hasApproved ? null : (
          <Button type="submit" className="button button-main" isDisabled={send.isPending || isUnseen}>
            {what === 'proposal' ? 'Propose it' : 'Approve it'}
          </Button>
        )}
        {what === 'proposal' ? null : (
          <Button
            className="button"
            isDisabled={send.isPending || isUnseen}
            onPress={() => {
              submit('sent-back');
            }}
          >
            Send it back
          </Button>
        )}
      </div>
      {send.error === null ? null : <ErrorState error={send.error} />}
    </form>
  );
};

const told = {
  proposed: 'The draft is proposed.',
  approved: 'The draft is approved.',
  'sent-back': 'The draft is sent back.',
} as const;
