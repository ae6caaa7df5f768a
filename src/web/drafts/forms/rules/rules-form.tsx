import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { countOf, titleOfName } from '../../../parts/values/formats.js';
import { Ticked } from '../../trial/ticked.js';
import type { RuleView } from '../../../../wire/book/forms.js';
import type { JsonObject } from '../../../../wire/parts.js';
import { RefusedEdit } from '../refused-edit.js';
import { useEditing } from '../use-editing.js';
import { useReturnFocus } from '../use-return-focus.js';
import { textOf, textsOf } from './rule-texts.js';
import { RuleEditor } from './rule-editor.js';
import type { RulesParts } from './rules-parts.js';
import { RuleSentence } from './rule-sentence.js';

/** The rules of a decision in words, each to be changed in words. */
export const RulesForm = (parts: RulesParts): ReactElement => {
  const { form } = parts;
  const [isAdding, setAdding] = useState(false);
  const opener = useReturnFocus(isAdding);
  return (
    <>
      <p className="rules-question">{form.question}</p>
      {form.broken.length === 0 ? null : (
        <p className="form-note">
          {countOf(form.broken.length, 'rule')} can only be shown as YAML, since something is wrong there:{' '}
          {form.broken.map(({ name, line }) => `${name} (line ${String(line)})`).join(', ')}.
        </p>
      )}
      {form.rules.map((rule) => (
        <RuleSection key={textOf(rule.rule['id'])} {...parts} rule={rule} />
      ))}
      {isAdding ? (
        <RuleEditor
          {...parts}
          view={undefined}
          close={() => {
            setAdding(false);
          }}
        />
      ) : (
        <div>
          <Button
            ref={opener}
            className="button"
            onPress={() => {
              setAdding(true);
            }}
          >
            Another rule …
          </Button>
        </div>
      )}
    </>
  );
};

const force: Readonly<Record<string, string>> = { must: 'Must', 'must-not': 'Must not', may: 'May' };

const RuleSection = ({ rule: view, ...parts }: RulesParts & { readonly rule: RuleView }): ReactElement => {
  const [isOpen, setOpen] = useState(false);
  const opener = useReturnFocus(isOpen);
  const taking = useEditing(parts.edit);
  const { rule, words, problems, at } = view;
  const id = textOf(rule['id']);
  if (isOpen)
    return (
      <RuleEditor
        {...parts}
        view={view}
        close={() => {
          setOpen(false);
        }}
      />
    );
  return (
    <section className="figure-form rule-form" id={`rule-${id}`} aria-labelledby={`rule-${id}-name`}>
      <header className="figure-form-head">
        <h3 id={`rule-${id}-name`}>{titleOfName(id)}</h3>
        <span className="badge">{force[textOf(rule['modality'])] ?? textOf(rule['modality'])}</span>
        <span className="dated-actions">
          <Button
            ref={opener}
            className="button button-quiet"
            aria-label={`Change ${titleOfName(id)}`}
            onPress={() => {
              setOpen(true);
            }}
          >
            Change
          </Button>
          <Button
            className="button button-quiet"
            aria-label={`Take away ${titleOfName(id)}`}
            isDisabled={taking.isPending}
            onPress={() => {
              taking.put({ kind: 'rule', at, was: id, rule: null });
            }}
          >
            Take away
          </Button>
        </span>
        <p className="hint">{clausesOf(rule)}</p>
      </header>
      <RuleSentence words={words} />
      {problems.map(({ message, hint }, place) => (
        <p key={place} className="field-error">
          <Ticked text={message} /> <Ticked text={hint} />
        </p>
      ))}
      <RefusedEdit editing={taking} />
    </section>
  );
};

const clausesOf = (rule: JsonObject): string => {
  const clauses = textsOf(rule['clauses']);
  return clauses.length === 0 ? '' : `${clauses.length === 1 ? 'Clause' : 'Clauses'} ${clauses.join(', ')}.`;
};
