import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { askJson } from '../api/request.js';
import { problemOf } from '../api/request-failure.js';
import { ErrorState } from '../parts/error-state.js';
import { titleOfName } from '../parts/values/formats.js';
import { majorText, readAmount, readNumber, type Typed } from '../parts/read-typed.js';
import { isMoney, tellValue } from '../../language/tell-value.js';
import { hintOfEffect, readEffect } from './read-effect.js';
import type { Choice, DecisionAnswer } from '../../wire/decision.js';
import type { Json } from '../../wire/parts.js';

/** The form in which a person chooses what a decision leaves to choose, or corrects the last choice. */
export const ChoiceForm = ({
  answer,
  outcomes,
  effectTypes,
  instead,
  close,
}: {
  readonly answer: DecisionAnswer;
  /** Those that the decision may come to. */
  readonly outcomes: readonly string[];
  /** What each effect is that the decision may have, by its name. */
  readonly effectTypes: Readonly<Record<string, string>>;
  /** The choice in whose place this one will stand. */
  readonly instead?: Choice;
  /** Left out where there is nothing to go back to. */
  readonly close: (() => void) | undefined;
}): ReactElement => {
  const id = useId();
  const queries = useQueryClient();
  const { discretion } = answer;
  const upTo = discretion?.upTo;
  const [chosen, setChosen] = useState(instead?.chosen);
  const [amount, setAmount] = useState(textOf(instead?.amount));
  const [effects, setEffects] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const [isSent, setSent] = useState(false);
  const read = amount.trim() === '' || upTo === undefined ? undefined : readUpTo(amount, upTo);
  // Of what is left to discretion a choice and an amount are all.
  const asked = discretion === null ? Object.entries(effectTypes) : [];
  const typed = asked.flatMap(([name, type]) => {
    const text = effects[name] ?? '';
    return text.trim() === '' ? [] : [[name, readEffect(type, text)] as const];
  });
  const values = typed.flatMap(([name, one]) => (one.code === 'read' ? [[name, one.value] as const] : []));
  const wrongEffects = new Map(
    typed.flatMap(([name, one]) => (one.code === 'unread' ? [[name, one.why] as const] : [])),
  );
  const missing = {
    chosen: chosen === undefined ? 'Choose one.' : undefined,
    amount: read?.code === 'unread' ? read.why : undefined,
    reason: reason.trim() === '' ? 'Say why: it is what an auditor, or a court, reads.' : undefined,
  };
  const address = `/decisions/${encodeURIComponent(answer.id ?? '')}`;
  const send = useMutation({
    mutationFn: () =>
      askJson<Choice>(`${address}/choice`, {
        method: 'POST',
        body: {
          chosen,
          reason: reason.trim(),
          ...(read?.code === 'read' ? { amount: read.value } : {}),
          ...(values.length === 0 ? {} : { effects: Object.fromEntries(values) }),
          ...(instead === undefined ? {} : { instead: instead.id }),
        },
      }),
    onSuccess: () => {
      close?.();
    },
    // Also where somebody else chose meanwhile: what they chose is shown, and what is typed here stays.
    onSettled: async (_choice, error) => {
      if (error === null || problemOf(error)?.code === 'choice-made')
        await queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => affected.has(name) });
    },
  });
  const told = (name: keyof typeof missing): string | undefined => (isSent ? missing[name] : undefined);
  const submit = (): void => {
    setSent(true);
    const wrong = (['chosen', 'amount', 'reason'] as const).find((name) => missing[name] !== undefined);
    const [wrongEffect] = wrongEffects.keys();
    if (wrong === undefined && wrongEffect !== undefined)
      document.getElementById(`${id}-effect-${wrongEffect}`)?.focus();
    else if (wrong === undefined) send.mutate();
    else document.getElementById(`${id}-${wrong}`)?.focus();
  };
  return (
    <form
      className="card choice-form no-print"
      aria-label={instead === undefined ? 'Record a choice' : 'Correct the choice'}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset
        id={`${id}-chosen`}
        tabIndex={-1}
        aria-describedby={told('chosen') === undefined ? undefined : `${id}-chosen-why`}
      >
        <legend>{discretion === null ? 'What is it?' : `What does ${discretion.decider} choose?`}</legend>
        {optionsOf(answer, outcomes).map((option) => (
          <label key={option} className="choice-option">
            <input
              type="radio"
              name={`${id}-option`}
              value={option}
              checked={chosen === option}
              onChange={() => {
                setChosen(option);
              }}
            />
            <span>
              {titleOfName(option)}
              {option === discretion?.recommended ? (
                <span className="hint"> as its policy recommends</span>
              ) : null}
            </span>
          </label>
        ))}
        <Why id={`${id}-chosen-why`} why={told('chosen')} />
      </fieldset>
      {upTo === undefined ? null : (
        <div className="field choice-amount">
          <label htmlFor={`${id}-amount`}>
            How much{isMoney(upTo) ? `, in ${upTo.currency}` : ''} (at most {tellValue(upTo)}; leave it empty
            where it does not matter)
          </label>
          <input
            id={`${id}-amount`}
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            aria-invalid={missing.amount !== undefined}
            aria-describedby={`${id}-amount-why`}
            onChange={({ target }) => {
              setAmount(target.value);
            }}
          />
          <Why id={`${id}-amount-why`} why={missing.amount} />
        </div>
      )}
      {asked.map(([name, type]) => (
        <div className="field choice-amount" key={name}>
          <label htmlFor={`${id}-effect-${name}`}>
            {titleOfName(name)} {hintOfEffect(type) === '' ? null : `(${hintOfEffect(type)})`}
          </label>
          <input
            id={`${id}-effect-${name}`}
            autoComplete="off"
            value={effects[name] ?? ''}
            aria-invalid={wrongEffects.has(name)}
            aria-describedby={`${id}-effect-${name}-why`}
            onChange={({ target }) => {
              setEffects({ ...effects, [name]: target.value });
            }}
          />
          <Why id={`${id}-effect-${name}-why`} why={wrongEffects.get(name)} />
        </div>
      ))}
      <div className="field">
        <label htmlFor={`${id}-reason`}>Why</label>
        <textarea
          id={`${id}-reason`}
          rows={3}
          maxLength={1000}
          value={reason}
          aria-invalid={told('reason') !== undefined}
          aria-describedby={`${id}-reason-why`}
          onChange={({ target }) => {
            setReason(target.value);
          }}
        />
        <Why id={`${id}-reason-why`} why={told('reason')} />
      </div>
      <p className="hint">
        It is recorded in the log in your name, behind the decision, and can’t be taken back: a correction
        stands beside it.
      </p>
      <div className="choice-send">
        <Button type="submit" className="button button-main" isDisabled={send.isPending}>
          {send.isPending
            ? 'Recording …'
            : instead === undefined
              ? 'Record the choice'
              : 'Record the correction'}
        </Button>
        {close === undefined ? null : (
          <Button className="button button-quiet" onPress={close}>
            Cancel
          </Button>
        )}
      </div>
      {send.error === null ? null : <ErrorState error={send.error} />}
    </form>
  );
};

/** What a choice changes: the decision, the log with its counts, and what stands behind it in the chain. */
const affected = new Set<unknown>(['decision', 'decisions', 'log-counts', 'chain-position']);

const Why = ({ id, why }: { readonly id: string; readonly why: string | undefined }): ReactElement => (
  <p id={id} className="field-error" aria-live="polite">
    {why ?? ''}
  </p>
);

const optionsOf = ({ discretion }: DecisionAnswer, outcomes: readonly string[]): readonly string[] =>
  discretion?.choices ?? outcomes.filter((outcome) => outcome !== 'unresolved');

const textOf = (amount: Json | undefined): string => {
  if (amount === undefined) return '';
  if (isMoney(amount)) return majorText(amount);
  return typeof amount === 'number' ? String(amount) : '';
};

const readUpTo = (text: string, upTo: Json): Typed<Json> => {
  if (isMoney(upTo)) {
    const read = readAmount(text, upTo.currency);
    if (read.code === 'unread' || read.value.minor <= upTo.minor) return read as Typed<Json>; // money is JSON
  } else {
    const read = readNumber(text, Number.isInteger(upTo));
    if (read.code === 'unread' || (read.value >= 0 && read.value <= Number(upTo))) return read;
  }
  return { code: 'unread', why: `At most ${tellValue(upTo)} is left to choose.` };
};
