import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editFigure, figureForms, type FigureEdit } from '../../../src/analysis/editing/figures.js';
import type { Edited } from '../../../src/analysis/editing/edit-refusal.js';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';

const folder = new URL('../../../rules/kommo-ai-agent-terms/2026-04-27/', import.meta.url).pathname;
const text = (await readEditionFolder(folder)).get('parameters.yaml') ?? '';
const now = Date.parse('2026-11-30T12:00:00Z');

const of = (parameter: string, released: string | undefined = text) => {
  const found = figureForms(text, released, now).figures.find((figure) => figure.parameter === parameter);
  if (found === undefined) throw new Error(`no ${parameter}`);
  return found;
};
const edit = (change: FigureEdit, released: string | undefined = text): Edited =>
  editFigure(text, change, released, now);
const dated = { from: '2027-01-01T00:00:00Z', published: '2026-11-30T12:00:00Z' };
const remarksOf = (edited: Edited) => (edited.code === 'refused' ? edited.remarks : []);
const pathsOf = (edited: Edited): readonly string[] => remarksOf(edited).map(({ path }) => path.join('.'));

describe('The form of the figures', () => {
  it('shows each value with how it stands to the present, and which stays as it was', () => {
    deepEqual(
      of('tariff').values.map(({ from, standing, fixed }) => [from.slice(0, 10), standing, fixed]),
      [
        ['2026-04-27', 'past', true],
        ['2026-07-01', 'now', true],
      ],
    );
    equal(
      figureForms(text, undefined, now).figures.every(({ values }) => values.every(({ fixed }) => !fixed)),
      true,
    );
  });

  it('names the figures that have errors, with their lines', () => {
    const { figures, broken } = figureForms(
      text.replace('    type: boolean\n', '    type: bolean\n'),
      text,
      now,
    );
    deepEqual(broken, [{ name: 'creditsUnavailable', line: 135 }]);
    equal(figures.length, 10);
  });

  it('writes 3 Credits for a reply from 1 January, and takes them away again without a trace', () => {
    const value = of('tariff').values.at(-1)?.value;
    const rows = (Array.isArray(value) ? value : []).map((row: object, place) =>
      place === 0 ? { ...row, credits: 3 } : row,
    );
    const edited = edit({ parameter: 'tariff', at: null, dated: { ...dated, value: rows } });
    if (edited.code === 'refused') throw new Error(edited.remarks[0]?.message);
    const added = edited.text.split('\n').slice(65, 69);
    match(
      added.join('\n'),
      /^ {6}- from: '2027-01-01T00:00:00Z'\n {8}published: .*\n {8}value:\n {10}- \{ functionality: ai-reply, perUnits: 1, credits: 3, rounding: up \}$/,
    );
    const away = editFigure(edited.text, { parameter: 'tariff', at: 2, dated: null }, text, now);
    equal(away.code === 'edited' && away.text, text);
  });

  it('refuses what publishing would, by its reason: figures that were in force, and new ones of the past', () => {
    const past = { from: '2026-07-01T00:00:00Z', published: '2026-06-15T00:00:00Z', value: [] };
    match(
      remarksOf(edit({ parameter: 'tariff', at: 1, dated: past }))[0]?.message ?? '',
      /was in force and says something else/,
    );
    match(
      remarksOf(edit({ parameter: 'tariff', at: 1, dated: null }))[0]?.message ?? '',
      /was in force and is left out/,
    );
    const backdated = { ...dated, from: '2026-11-01T00:00:00Z', published: '2026-11-01T00:00:00Z', value: 4 };
    match(
      remarksOf(edit({ parameter: 'abnormalMultiple', at: null, dated: backdated }))[0]?.message ?? '',
      /from now on only/,
    );
    equal(
      edit({ parameter: 'abnormalMultiple', at: null, dated: backdated }, '').code,
      'edited',
      'another revision',
    );
  });

  it('says at the field what is wrong with a value or a date', () => {
    const row = { functionality: 'x', perUnits: 0, credits: '3', rounding: 'sideways', wide: 1 };
    deepEqual(pathsOf(edit({ parameter: 'tariff', at: null, dated: { ...dated, value: [row] } })), [
      'value.0.wide',
      'value.0.perUnits',
      'value.0.credits',
      'value.0.rounding',
    ]);
    deepEqual(
      pathsOf(
        edit({
          parameter: 'abnormalMultiple',
          at: null,
          dated: { from: '1.1.2027', published: '', value: 4 },
        }),
      ),
      ['from', 'published'],
    );
    deepEqual(
      pathsOf(
        edit({
          parameter: 'abnormalMultiple',
          at: null,
          dated: { ...dated, from: '2026-04-27T00:00:00Z', value: 4 },
        }),
      ),
      ['from', 'from'],
    );
    deepEqual(pathsOf(edit({ parameter: 'nothing', at: null, dated: { ...dated, value: 4 } })), ['']);
    deepEqual(pathsOf(edit({ parameter: 'abnormalMultiple', at: 0, dated: null }, '')), ['']);
    deepEqual(pathsOf(editFigure('parameters: [', { parameter: 'a', at: null, dated: null }, text, now)), [
      '',
    ]);
  });
});
