import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edited } from '../../../src/analysis/editing/edit-refusal.js';
import { editRule, ruleForms, type RuleEdit } from '../../../src/analysis/editing/rules.js';
import { checkEdition } from '../../../src/analysis/check-edition.js';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';
import type { Value } from '../../../src/language/types/types.js';

const folder = new URL('../../edition/fixtures/library-lending/2025-03-01/', import.meta.url).pathname;
const files = await readEditionFolder(folder);
const file = 'fee.yaml';
const fee = files.get(file) ?? '';
const { edition: known } = checkEdition(files);
if (known === undefined) throw new Error('The library’s edition does not load.');

type Rule = Readonly<Record<string, Value>>;

const formsOf = (text: string) => {
  const { edition, diagnostics } = checkEdition(new Map([...files, [file, text]]));
  const forms = ruleForms(text, file, { edition, known, diagnostics });
  if (forms === undefined) throw new Error('no form');
  return forms;
};
const ruleAt = (at: number): Rule => formsOf(fee).rules[at]?.rule ?? {};
const edit = (change: RuleEdit, text = fee): Edited => editRule(text, file, change);
const textOf = (edited: Edited): string =>
  edited.code === 'edited'
    ? edited.text
    : `refused: ${edited.remarks.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`;
const late = (rule: Rule) => ({ at: 1, was: 'late', rule });

describe('The form of rules', () => {
  it('shows each rule as written and in words, and what may be picked for it', () => {
    const forms = formsOf(fee);
    deepEqual(
      forms.rules.map(({ rule, line, endLine }) => [rule['id'], line, endLine]),
      [
        ['in-time', 11, 15],
        ['late', 16, 24],
        ['hardship-may-be-heard', 25, 43],
        ['law-forbids', 44, 53],
      ],
    );
    equal(forms.rules[1]?.words?.decides, 'Owed when the late days are more than 0.');
    deepEqual(
      forms.effects.map(({ name }) => name),
      ['amount', 'days'],
    );
    deepEqual(
      forms.names.find(({ name }) => name === 'lateDays'),
      {
        name: 'lateDays',
        words: 'the late days',
        from: 'definition',
        type: 'integer',
        literal: 'integer',
        values: [],
      },
    );
    deepEqual(forms.names.find(({ name }) => name === 'member.card')?.values, ['valid', 'expired', 'lost']);
    deepEqual(
      forms.operators['instant']?.find(({ operator }) => operator === 'lessThan'),
      { operator: 'lessThan', words: 'is before' },
    );
    equal(
      forms.operators['boolean']?.some(({ operator }) => operator === 'lessThan'),
      false,
    );
    equal(forms.operators['record']?.map(({ operator }) => operator).join(), 'present');
  });

  it('writes what was changed, and nothing beside it', () => {
    const rule = ruleAt(1);
    const when = { fact: 'lateDays', operator: 'greaterThan', value: 3 };
    equal(
      textOf(edit(late({ ...rule, when }))),
      fee.replace('operator: greaterThan, value: 0', 'operator: greaterThan, value: 3'),
    );
    const overrides = textOf(edit(late({ ...rule, overrides: ['in-time'] })));
    equal(overrides, fee.replace('    readings: [R1]\n', '    readings: [R1]\n    overrides: [in-time]\n'));
    equal(formsOf(overrides).rules[1]?.words?.goesBefore, 'It goes before “in time” (3.1).');
    const joined = textOf(
      edit(
        late({
          ...rule,
          when: { all: [rule['when'] ?? null, { fact: 'provenHardship', operator: 'equal', value: false }] },
        }),
      ),
    );
    match(
      formsOf(joined).rules[1]?.words?.decides ?? '',
      /^Owed when the late days are more than 0 and “.*” does not hold\.$/,
    );
  });

  it('keeps what the form does not show: a discretion, and conditions that stand deep inside others', () => {
    const deep = { all: [{ any: [{ not: { all: [{ fact: 'lateDays', operator: 'equal', value: 1 }] } }] }] };
    const text = textOf(edit(late({ ...ruleAt(1), when: deep })));
    const again = formsOf(text).rules[1]?.rule ?? {};
    deepEqual(again['when'], deep);
    const other = textOf(
      edit({ at: 2, was: 'hardship-may-be-heard', rule: { ...ruleAt(2), modality: 'must' } }),
    );
    equal(other, fee.replace('modality: may', 'modality: must'));
  });

  it('adds a rule and takes one away', () => {
    const rule = {
      id: 'free',
      clauses: ['3.1'],
      modality: 'must-not',
      when: 'always',
      then: { outcome: 'not-owed', because: 'Free.' },
    };
    const added = textOf(edit({ at: null, was: null, rule }));
    ok(added.startsWith(fee.trimEnd()));
    deepEqual(formsOf(added).rules.at(-1)?.rule, rule);
    equal(textOf(edit({ at: 4, was: 'free', rule: null }, added)).trimEnd(), fee.trimEnd());
  });

  it('refuses what is no rule, at its part, and what somebody else changed meanwhile', () => {
    const rule = ruleAt(1);
    match(textOf(edit(late({ ...rule, modality: 'never' }))), /^refused: modality /);
    match(textOf(edit(late({ ...rule, clauses: [] }))), /^refused: clauses /);
    match(
      textOf(edit(late({ ...rule, when: { fact: 'lateDays', operator: 'above', value: 1 } }))),
      /^refused: when\.operator /,
    );
    match(textOf(edit(late({ ...rule, id: 'in-time' }))), /^refused: id Another rule has this name/);
    match(textOf(edit({ at: 1, was: 'other', rule: null })), /^refused: {2}Another rule stands there/);
    match(textOf(edit({ at: 9, was: 'late', rule: null })), /^refused: /);
    match(textOf(edit(late(rule), 'rules: [')), /^refused: {2}What is wrong in fee\.yaml/);
  });

  it('tells what is wrong with a rule that loads as none', () => {
    const text = textOf(
      edit(late({ ...ruleAt(1), when: { fact: 'lateDays', operator: 'equal', value: 'x' } })),
    );
    const [, wrong] = formsOf(text).rules;
    equal(wrong?.words, null);
    match(wrong.problems[0]?.message ?? '', /`x` is not an integer/);
    deepEqual(
      formsOf(
        fee
          .replace('  - id: late\n', '  - id: late\n    whn: 1\n')
          .replace('modality: must\n', 'modality: mst\n'),
      ).broken,
      [{ name: 'late', line: 16 }],
    );
  });
});
