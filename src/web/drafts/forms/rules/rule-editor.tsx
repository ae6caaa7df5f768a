import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { Form } from 'react-aria-components';
import { titleOfName, wordsOfName } from '../../../parts/values/formats.js';
import { SelectField } from '../../../parts/select.js';
import { isRecord } from '../../../../language/values.js';
import { withValue } from '../../../try/case-paths.js';
import { UnreadFields, useUnreadFields, type UnreadField } from '../../../try/fields/unread.js';
import type { FileChange, RuleView } from '../../../../wire/book/forms.js';
import type { Json, JsonObject } from '../../../../wire/parts.js';
import { PutOrLeave } from '../put-or-leave.js';
import { RefusedEdit } from '../refused-edit.js';
import { useEditing } from '../use-editing.js';
import { AsItReads } from './as-it-reads.js';
import { ConditionEditor } from './condition-editor.js';
import { PickedList } from './picked-list.js';
import { idOfName, textOf, textsOf, withChosen } from './rule-texts.js';
import type { RulesParts } from './rules-parts.js';
import { isFilled } from './written-condition.js';

const newRule: JsonObject = {
  id: '',
  clauses: [],
  modality: 'must',
  when: 'always',
  then: { outcome: '', because: '' },
};

const forces = [
  ['must', 'Must: the contract compels it'],
  ['must-not', 'Must not: the contract forbids it'],
  ['may', 'May: it is somebody’s choice'],
] as const;

/** A rule in words, to be put into the draft: what it needs, what comes of it and what it goes before, with the sentence as it will read. */
export const RuleEditor = ({
  view,
  close,
  form,
  edit,
  id: draft,
  name,
  text,
}: RulesParts & {
  /** The rule that is changed; `undefined` for a new one. */
  readonly view: RuleView | undefined;
  readonly close: () => void;
}): ReactElement => {
  // As it was opened: the place and the name by which the service finds it again.
  const [opened] = useState(view);
  const [rule, setRule] = useState<JsonObject>(opened?.rule ?? newRule);
  // As it is typed, in whatever words; the file has its id.
  const [named, setNamed] = useState(textOf(rule['id']));
  const [unread, note] = useUnreadFields();
  const editing = useEditing(edit, close);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const id = useId();
  const then = isRecord(rule['then']) ? rule['then'] : {};
  const effects = isRecord(then['effects']) ? then['effects'] : {};
  const set = (key: string, value: Json | undefined): void => {
    setRule((before) => withValue(before, [key], value));
  };
  const setThen = (key: string, value: Json | undefined): void => {
    setRule((before) => withValue(before, ['then', key], value));
  };
  const change: FileChange = {
    kind: 'rule',
    at: opened?.at ?? null,
    was: opened === undefined ? null : textOf(opened.rule['id']),
    rule,
  };
  const lacking = lackingIn(rule, unread);
  const ownId = textOf(rule['id']);
  return (
    <UnreadFields value={note}>
      <Form
        className="dated-editor rule-editor"
        aria-labelledby={`${id}-title`}
        onSubmit={(event) => {
          event.preventDefault();
          if (lacking.length === 0) editing.put(change);
        }}
      >
        <h3 id={`${id}-title`} ref={heading} tabIndex={-1}>
          {opened === undefined ? 'Another rule' : `${titleOfName(textOf(opened.rule['id']))}, changed`}
        </h3>
        <div className="record-fields">
          <div className="field case-field">
            <label htmlFor={`${id}-id`}>Its name</label>
            <input
              id={`${id}-id`}
              value={named}
              placeholder="What it says in a few words"
              aria-describedby={`${id}-own`}
              onChange={({ target }) => {
                setNamed(target.value);
                set('id', idOfName(target.value));
              }}
            />
            <p id={`${id}-own`} className="hint">
              {named === ownId ? null : ownId === '' ? (
                'Write it with letters from a to z.'
              ) : (
                <>
                  In the file: <code>{ownId}</code>
                </>
              )}
            </p>
          </div>
          <SelectField
            className="field case-field"
            label="Its force"
            value={textOf(rule['modality'])}
            options={forces}
            choose={(force) => {
              set('modality', force);
            }}
          />
          <SelectField
            className="field case-field"
            label="What is decided"
            value={textOf(then['outcome'])}
            options={withChosen(textOf(then['outcome']), form.outcomes)}
            choose={(outcome) => {
              setThen('outcome', outcome);
            }}
          />
        </div>
        <ConditionEditor
          condition={rule['when'] ?? 'always'}
          path={['when']}
          vocabulary={form}
          change={(when) => {
            set('when', when);
          }}
        />
        {form.effects.length === 0 ? null : (
          <fieldset className="condition">
            <legend>What follows from it</legend>
            <div className="record-fields">
              {form.effects.map((effect) => (
                <div key={effect.name} className="field case-field">
                  <label htmlFor={`${id}-${effect.name}`}>
                    {titleOfName(effect.name)}
                    <span className="optional"> {effect.type}, optional</span>
                  </label>
                  <input
                    id={`${id}-${effect.name}`}
                    list={`${id}-names`}
                    spellCheck={false}
                    value={textOf(effects[effect.name])}
                    onChange={({ target }) => {
                      const next = withValue(
                        effects,
                        [effect.name],
                        target.value === '' ? undefined : target.value,
                      );
                      setThen('effects', Object.keys(next).length === 0 ? undefined : next);
                    }}
                  />
                </div>
              ))}
            </div>
            <datalist id={`${id}-names`}>
              {form.names.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.words}
                </option>
              ))}
            </datalist>
          </fieldset>
        )}
        <div className="field case-field">
          <label htmlFor={`${id}-because`}>Told as its reason; a name in braces stands for its value</label>
          <textarea
            id={`${id}-because`}
            rows={3}
            value={textOf(then['because'])}
            onChange={({ target }) => {
              setThen('because', target.value);
            }}
          />
        </div>
        <PickedList
          label="Clauses that say so"
          picked={textsOf(rule['clauses'])}
          known={form.clauses.map((one) => ({ id: one.id, words: `${one.id} ${one.words}` }))}
          change={(picked) => {
            set('clauses', [...picked]);
          }}
        />
        <PickedList
          label="Rules that it goes before"
          picked={textsOf(rule['overrides'])}
          known={form.rules
            .map((one) => textOf(one.rule['id']))
            .filter((one) => one !== ownId)
            .map((one) => ({ id: one, words: wordsOfName(one) }))}
          tell={wordsOfName}
          change={(picked) => {
            set('overrides', picked.length === 0 ? undefined : [...picked]);
          }}
        />
        {form.readings.length === 0 ? null : (
          <PickedList
            label="Readings that it depends on"
            picked={textsOf(rule['readings'])}
            known={form.readings.map((one) => ({ id: one.id, words: `${one.id} ${one.taken}` }))}
            change={(picked) => {
              set('readings', picked.length === 0 ? undefined : [...picked]);
            }}
          />
        )}
        {then['discretion'] === undefined && rule['invalid'] === undefined ? null : (
          <p className="form-note">
            {then['discretion'] === undefined ? '' : 'What it leaves to somebody’s choice stays as it is. '}
            {rule['invalid'] === undefined
              ? ''
              : 'What becomes of it where clauses are invalid stays as it is. '}
            The YAML changes that.
          </p>
        )}
        <AsItReads draft={draft} name={name} text={text} change={change} isWhole={lacking.length === 0} />
        <RefusedEdit editing={editing} />
        {lacking.length === 0 ? null : <p className="hint">Still to be said: {lacking.join(', ')}.</p>}
        <PutOrLeave isDisabled={editing.isPending || lacking.length > 0} leave={close} />
      </Form>
    </UnreadFields>
  );
};

/** What a rule lacks before it can be put in, in words. */
const lackingIn = (rule: JsonObject, unread: ReadonlyMap<string, UnreadField>): readonly string[] => {
  const then = isRecord(rule['then']) ? rule['then'] : {};
  return [
    ...(textOf(rule['id']) === '' ? ['its name'] : []),
    ...(textOf(then['outcome']) === '' ? ['what is decided'] : []),
    ...(isFilled(rule['when'] ?? null) ? [] : ['each condition’s name and value']),
    ...(textOf(then['because']).trim() === '' ? ['its reason'] : []),
    ...(textsOf(rule['clauses']).length === 0 ? ['a clause that says so'] : []),
    ...[...unread.values()].map(({ name }) => name.toLowerCase()),
  ];
};
