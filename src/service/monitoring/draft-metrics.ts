import { Counter, type Registry } from 'prom-client';
import type { DraftShadow } from '../../decide/shadow/draft-shadow.js';

/** The figures of drafts in shadow, read when somebody asks for them. */
export const addDraftMetrics = (registers: Registry[], drafts: readonly DraftShadow[]): void => {
  if (drafts.length === 0) return;
  new Counter({
    name: 'clausebook_draft_outcomes_total',
    help: 'Decisions evaluated under a draft too, by what was answered and what the draft says.',
    labelNames: ['digest', 'decision', 'answered', 'draft'],
    registers,
    collect() {
      this.reset();
      for (const { edition, counts } of drafts)
        for (const [decision, { outcomes }] of counts().tally.decisions)
          for (const [answered, row] of outcomes)
            for (const [draft, count] of row)
              this.inc({ digest: edition.identity.digest, decision, answered, draft }, count);
    },
  });
  const counted = (name: string, help: string, read: (draft: DraftShadow) => number): void => {
    new Counter({
      name,
      help,
      labelNames: ['digest'],
      registers,
      collect() {
        this.reset();
        for (const draft of drafts) this.inc({ digest: draft.edition.identity.digest }, read(draft));
      },
    });
  };
  counted('clausebook_draft_changed_total', 'Of these, those that would change.', ({ counts }) =>
    [...counts().tally.decisions.values()].reduce((sum, { changed }) => sum + changed, 0),
  );
  counted('clausebook_draft_not_compared_total', 'Decisions that a draft does not make.', ({ counts }) =>
    [...counts().tally.notCompared.values()].reduce((sum, count) => sum + count, 0),
  );
  counted(
    'clausebook_draft_skipped_total',
    'Decisions that a draft passed over since too many waited.',
    ({ counts }) => counts().skipped,
  );
};
