import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { askEdit, askForm } from '../../../api/drafts.js';
import { ErrorState } from '../../../parts/error-state.js';
import { useSettled } from '../../../parts/use-settled.js';
import { Ticked } from '../../trial/ticked.js';
import { RuleSentence } from './rule-sentence.js';
import type { EditRemark, FileChange, RuleView } from '../../../../wire/book/forms.js';

const pauseMs = 500;

/** What a change makes of a rule: its sentence, or what is wrong with it. */
type Told =
  | { readonly kind: 'told'; readonly words: RuleView['words']; readonly problems: RuleView['problems'] }
  | { readonly kind: 'refused'; readonly remarks: readonly EditRemark[] };

/** The sentence of the rule as it will read, a moment after the last change. */
export const AsItReads = ({
  draft,
  name,
  text,
  change,
  isWhole,
}: {
  readonly draft: string;
  readonly name: string;
  readonly text: string;
  readonly change: FileChange;
  readonly isWhole: boolean;
}): ReactElement | null => {
  const said = JSON.stringify(change);
  const asked = useSettled(said, pauseMs);
  const told = useQuery({
    queryKey: ['draft-rule', draft, name, text, asked],
    queryFn: () => tellRule(draft, name, text, JSON.parse(asked) as FileChange), // what was made a text above
    enabled: isWhole && asked === said,
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const isOfBefore = told.isPlaceholderData || asked !== said;
  if (!isWhole && told.data === undefined) return null;
  return (
    <section className="as-it-reads" aria-live="polite" aria-busy={isOfBefore} aria-label="As it will read">
      <h4>As it will read {isOfBefore ? <span className="badge">of before the last change</span> : null}</h4>
      {told.isError ? <ErrorState error={told.error} retry={told.refetch} /> : null}
      {told.data?.kind === 'told' && told.data.problems.length === 0 ? (
        <RuleSentence words={told.data.words} />
      ) : null}
      {problemsOf(told.data).map(({ message, hint }, place) => (
        <p key={place} className="field-error">
          <Ticked text={message} /> <Ticked text={hint} />
        </p>
      ))}
    </section>
  );
};

const problemsOf = (told: Told | undefined): readonly Pick<EditRemark, 'message' | 'hint'>[] =>
  (told?.kind === 'refused' ? told.remarks : told?.problems) ?? [];

const tellRule = async (draft: string, name: string, text: string, change: FileChange): Promise<Told> => {
  const answer = await askEdit(draft, name, text, change);
  if (answer.kind === 'refused') return answer;
  const form = await askForm(draft, name, answer.text);
  const rules = form.kind === 'rules' ? form.rules : [];
  const at = change.kind === 'rule' ? change.at : null;
  const found = at === null ? rules.at(-1) : rules.find((one) => one.at === at);
  return { kind: 'told', words: found?.words ?? null, problems: found?.problems ?? [] };
};
