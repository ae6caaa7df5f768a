import { Type, type Static } from '@sinclair/typebox';
import {
  anything,
  closed,
  count,
  described,
  flag,
  kind,
  list,
  mapOf,
  nullable,
  oneOf,
  ordinal,
  text,
  texts,
  values,
} from '../parts.js';
import { RuleInWords } from './contract.js';

/** One value of a figure. */
const DatedFigure = Type.Object({
  from: described('RFC 3339, as it is written.', text),
  published: text,
  reference: Type.Optional(text),
  value: anything,
  standing: oneOf('past', 'now', 'later'),
  fixed: described('Whether it was released and has been in force: it stays as it is.', flag),
});
export type DatedFigure = Static<typeof DatedFigure>;

/** A figure or policy with its values over time. */
const Figure = Type.Object({
  parameter: text,
  clauses: texts,
  describes: text,
  changedBy: text,
  sample: flag,
  line: ordinal,
  schema: described('The JSON Schema of each value.', values),
  values: list(DatedFigure),
});
export type Figure = Static<typeof Figure>;

const broken = described(
  'What has errors, and is shown by the YAML alone.',
  list(Type.Object({ name: text, line: ordinal })),
);

const stretch = Type.Object({ line: ordinal, column: ordinal, endLine: ordinal, endColumn: ordinal });

/** A decision table as a grid. */
const TableGrid = Type.Object({
  table: text,
  describes: text,
  clauses: texts,
  hit: text,
  file: described('The file in which its rows stand.', text),
  columns: list(
    Type.Object({
      name: text,
      kind: oneOf('input', 'output', 'own'),
      of: described('Of an input the name whose value it tests, of an output its type.', text),
    }),
  ),
  rows: list(
    Type.Object({
      cells: described('By column, as it is written.', mapOf(text)),
      places: described('Where each cell stands, and the row itself under an empty name.', mapOf(stretch)),
    }),
  ),
});
export type TableGrid = Static<typeof TableGrid>;

/** A rule as it is written, and in words. */
const RuleView = Type.Object({
  at: described('Its place among the rules.', count),
  rule: described('As it is written.', values),
  words: described('Null while something is wrong in the files.', nullable(RuleInWords)),
  line: ordinal,
  endLine: ordinal,
  problems: list(Type.Object({ message: text, hint: text })),
});
export type RuleView = Static<typeof RuleView>;

/** A name that a condition may compare. */
const ConditionName = Type.Object({
  name: text,
  words: described('As sentences tell it; of a boolean what is so where it is true.', text),
  from: oneOf('fact', 'definition', 'figure', 'decision'),
  type: described('Its kind of value, which says what operators it takes.', text),
  literal: described('The kind of value that stands beside it.', text),
  values: described('The values that there are, where they are listed.', texts),
});
export type ConditionName = Static<typeof ConditionName>;

/** The rules of a decision, and what may be picked for them. */
const RulesForm = Type.Object({
  kind: kind('rules'),
  decision: text,
  question: text,
  outcomes: texts,
  effects: list(Type.Object({ name: text, type: text })),
  rules: list(RuleView),
  broken,
  names: list(ConditionName),
  operators: described('By kind of value.', mapOf(list(Type.Object({ operator: text, words: text })))),
  clauses: list(Type.Object({ id: text, words: text })),
  readings: list(Type.Object({ id: text, taken: text })),
});
export type RulesForm = Static<typeof RulesForm>;

/** A file of a draft as a form. */
export const FileForm = Type.Union([
  Type.Object({ kind: kind('figures'), figures: list(Figure), broken }),
  Type.Object({ kind: kind('tables'), tables: list(TableGrid) }),
  RulesForm,
  Type.Object({ kind: kind('none') }),
]);
export type FileForm = Static<typeof FileForm>;
export type FiguresForm = Extract<FileForm, { readonly kind: 'figures' }>;

/** What of an edit was not taken, at the field that is meant. */
const EditRemark = Type.Object({
  path: described('Keys and indexes inside what was given.', list(Type.Union([text, count]))),
  message: text,
  hint: described('What to do.', text),
});
export type EditRemark = Static<typeof EditRemark>;

/** What came of an edit: the text of the file, which is still to be written, or why it is not taken. */
export const EditAnswer = Type.Union([
  Type.Object({ kind: kind('edited'), text }),
  Type.Object({ kind: kind('refused'), remarks: list(EditRemark) }),
]);
export type EditAnswer = Static<typeof EditAnswer>;

/** What the form of a figure changes. */
const FigureChange = Type.Object(
  {
    kind: kind('figure'),
    parameter: text,
    at: described('The place of the value that it takes; null where it is new.', nullable(count)),
    dated: described(
      'Null where the value is taken away.',
      nullable(
        Type.Object({ from: text, published: text, reference: Type.Optional(text), value: anything }, closed),
      ),
    ),
  },
  closed,
);

const place = { table: text, row: count };

/** What a form changes in a file. */
export const FileChange = Type.Union([
  FigureChange,
  Type.Object({ kind: kind('cell'), ...place, column: text, text }, closed),
  Type.Object({ kind: kind('row'), ...place, put: oneOf('below', 'away', 'up', 'down') }, closed),
  Type.Object(
    {
      kind: kind('rule'),
      at: described('Its place; null where it is new.', nullable(count)),
      was: described('The id of the rule that stood there; null where it is new.', nullable(text)),
      rule: described('As it is to be written; null where it is taken away.', nullable(values)),
    },
    closed,
  ),
  Type.Object({ kind: kind('rows'), table: text, csv: text, name: text }, closed),
]);
export type FileChange = Static<typeof FileChange>;
