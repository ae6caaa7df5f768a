import { writeValue } from '../../edition/edit/write-value.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeFindings, type Diagnostic } from '../../edition/read/diagnostic.js';
import { parseSource } from '../../edition/read/parse-source.js';
import { valuePlace } from '../../edition/read/place.js';
import { validateStructure } from '../../edition/read/schemas.js';
import { checkStructure, entriesOf, headOf, wholeItems } from '../../edition/read/structure.js';
import { toStructureError } from '../../edition/read/structure-errors.js';
import type { WrittenRule } from '../../edition/read/written-rule-set.js';
import { describeType } from '../../language/types/describe-type.js';
import type { Value } from '../../language/types/types.js';
import { isRecord } from '../../language/values.js';
import { rulePartsInWords, type RuleWords } from '../plain-words.js';
import { conditionNames, type ConditionName, type ConditionOperators } from './condition-names.js';
import { refused, unreadable, unwritable, type Edited, type EditRemark } from './edit-refusal.js';

/** A rule as a form shows it. */
export interface RuleForm {
  /** Its place among the rules. */
  readonly at: number;
  /** As it is written. */
  readonly rule: Readonly<Record<string, Value>>;
  /** `null` while something is wrong in the files. */
  readonly words: RuleWords | null;
  /** Lines of the file, from 1. */
  readonly line: number;
  readonly endLine: number;
  /** What is wrong with it. */
  readonly problems: readonly { readonly message: string; readonly hint: string }[];
}

/** The rules of a decision as a form shows them, and what may be picked for them. */
export interface RuleForms {
  readonly decision: string;
  readonly question: string;
  readonly outcomes: readonly string[];
  readonly effects: readonly { readonly name: string; readonly type: string }[];
  readonly rules: readonly RuleForm[];
  readonly broken: readonly { readonly name: string; readonly line: number }[];
  readonly names: readonly ConditionName[];
  readonly operators: ConditionOperators;
  readonly clauses: readonly { readonly id: string; readonly words: string }[];
  readonly readings: readonly { readonly id: string; readonly taken: string }[];
}

const shownWords = 90;

/**
 * The rules in the text of a rule set; `undefined` where its head can't be read.
 * @param edition the edition with this text, `undefined` while something is wrong in its files
 * @param known the edition whose names and clauses are offered
 * @param diagnostics what is wrong in the files
 */
export const ruleForms = (
  text: string,
  file: string,
  {
    edition,
    known,
    diagnostics,
  }: {
    readonly edition: Edition | undefined;
    readonly known: Edition;
    readonly diagnostics: readonly Diagnostic[];
  },
): RuleForms | undefined => {
  const structured = checkStructure(
    'rule-set',
    parseSource(file, file, text, makeFindings()),
    makeFindings(),
  );
  const { source } = structured;
  const head = headOf(structured);
  if (head === undefined) return undefined;
  const ruleSet = edition?.decisions.get(head.decision);
  const linesOf = (place: number): { readonly line: number; readonly endLine: number } => {
    const { from, to } = valuePlace(source, ['rules', place]);
    return { line: source.position(from).line, endLine: source.position(Math.max(from, to - 1)).line };
  };
  const whole = wholeItems(structured, 'rules');
  const rules = whole.map(({ value, key }): RuleForm => {
    const lines = linesOf(Number(key));
    const written: Readonly<Record<string, unknown>> = { ...value };
    const built = ruleSet?.rules.find(({ id }) => id === value.id);
    return {
      at: Number(key),
      rule: written as RuleForm['rule'], // YAML that was read says nothing but JSON
      words:
        edition === undefined || ruleSet === undefined || built === undefined
          ? null
          : rulePartsInWords(edition, ruleSet, built),
      ...lines,
      problems: diagnostics
        .filter(
          (one) =>
            one.file === file &&
            one.severity === 'error' &&
            one.line >= lines.line &&
            one.line <= lines.endLine,
        )
        .map(({ message, hint }) => ({ message, hint })),
    };
  });
  const shown = new Set(rules.map(({ at }) => at));
  const broken = entriesOf(source.value, 'rules').flatMap(({ value, key }) =>
    shown.has(Number(key))
      ? []
      : [
          {
            name:
              isRecord(value) && typeof value['id'] === 'string'
                ? value['id']
                : `the ${Number(key) + 1}. rule`,
            line: linesOf(Number(key)).line,
          },
        ],
  );
  return {
    decision: head.decision,
    question: head.question,
    outcomes: wholeItems(structured, 'outcomes').map(({ value }) => value),
    effects: effectsOf(known, head.decision),
    rules,
    broken,
    ...conditionNames(known),
    clauses: [...known.contract.clauses.values()].map(({ id, words }) => ({
      id,
      words: words.length > shownWords ? `${words.slice(0, shownWords - 1)}…` : words,
    })),
    readings: [...known.readings.values()].map(({ id, taken }) => ({ id, taken })),
  };
};

const effectsOf = (edition: Edition, decision: string): RuleForms['effects'] =>
  [...(edition.decisions.get(decision)?.effects ?? [])].map(([name, { type }]) => ({
    name,
    type: describeType(type),
  }));

/** A rule that is to stand at a place, or at the end where `at` is null; none where `rule` is null. */
export interface RuleEdit {
  readonly at: number | null;
  /** The id of the rule that stood there when it was opened. */
  readonly was: string | null;
  readonly rule: Readonly<Record<string, Value>> | null;
}

/** The text of a rule set with another rule in it. Its form is held to the schema; what its words come to is left to the check. */
export const editRule = (text: string, file: string, { at, was, rule }: RuleEdit): Edited => {
  const structured = checkStructure(
    'rule-set',
    parseSource(file, file, text, makeFindings()),
    makeFindings(),
  );
  const { source } = structured;
  if (!structured.usable || !isRecord(source.value)) return unreadable(file);
  const entries = entriesOf(source.value, 'rules').map(({ value }) => value);
  if (at !== null && idOf(entries[at]) !== was)
    return refused([], 'Another rule stands there by now.', 'Look at the rules again.');
  if (rule === null && entries.length === 1)
    return refused([], 'A decision has a rule.', 'Change this one, or delete the file.');
  const place = at ?? entries.length;
  const next = rule === null ? entries.toSpliced(place, 1) : entries.toSpliced(place, 1, rule);
  const remarks = rule === null ? [] : remarksOn({ ...source.value, rules: next }, place);
  if (remarks.length > 0) return { code: 'refused', remarks };
  if (rule !== null && entries.some((entry, other) => other !== at && idOf(entry) === rule['id']))
    return refused(['id'], 'Another rule has this name.', 'Give it one of its own.');
  const changed =
    at !== null && rule !== null ? writeValue(text, ['rules', at], rule) : writeValue(text, ['rules'], next);
  return changed === undefined ? unwritable(file) : { code: 'edited', text: changed };
};

const idOf = (entry: unknown): unknown => (isRecord(entry) ? (entry as Partial<WrittenRule>).id : undefined);

const remarksOn = (file: object, at: number): readonly EditRemark[] =>
  validateStructure('rule-set', file)
    .flatMap((error) => toStructureError(error) ?? [])
    .filter(({ path }) => path[0] === 'rules' && String(path[1]) === String(at))
    .map(({ path, remark }) => ({ path: path.slice(2), message: remark.message, hint: remark.hint }));
