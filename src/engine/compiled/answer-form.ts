import type { ConclusionSlots } from './plans/conclusion-slots.js';
import type { Design } from './module/design.js';
import { assumptionLines, type Lines } from './module/entry-source.js';
import { outwardCode } from './code/outward-code.js';
import { bitWords } from './module/rule-source.js';
import { literal, recordLiteral } from './code/source-text.js';

/** How a generated function gives its answer: as data or as text. Between `plan` and the answer only this differs. */
export interface AnswerForm {
  /** Whether there is a bit for each comparison. */
  readonly withBits: boolean;
  /** Sets `assumed`. */
  readonly assumptions: (design: Design) => Lines;
  /** Source that `values` begins as. */
  readonly noValues: string;
  /** Adds a value to `values`; `code` is an identifier. */
  readonly addValue: (
    name: string,
    code: string,
    slot: ConclusionSlots['values'][number]['slot'],
    variable: () => string,
  ) => string;
  /** Source of the discretion, from `plan`, `recommended` and `upTo`. */
  readonly discretion: string;
  /** Source of the answer where rules agree; the effects are `e0`, `e1`, … */
  readonly resolved: (design: Design) => string;
  /** Source of the answer where they do not. @param conflict source of the rules that disagree */
  readonly unresolved: (design: Design, conflict: string) => string;
}

/** The answer as data. */
export const dataForm = (withBits: boolean): AnswerForm => {
  const answer = (
    design: Design,
    outcome: string,
    effects: string,
    discretion: string,
    conflict: string,
  ): string => {
    const decision = [
      `decision: ${literal(design.ruleSet.decision)}`,
      `outcome: ${outcome}`,
      `effects: ${effects}`,
      `discretion: ${discretion}`,
      `standing: plan.standing, overridden: plan.overridden, values, readings: plan.readings`,
      `assumed, conflict: ${conflict}`,
    ].join(', ');
    return `{ code: 'decided', decision: { ${decision} }${withBits ? `, bits: [${bitWords(design).join(', ')}]` : ''} }`;
  };
  return {
    withBits,
    assumptions: assumptionLines,
    noValues: '{}',
    addValue: (name, code, { type }, variable) =>
      `values[${literal(name)}] = ${outwardCode(code, type, variable)};`,
    discretion:
      `upTo === null ? { decider: plan.decider, choices: plan.choices, recommended, policy: plan.policy }` +
      ` : { decider: plan.decider, choices: plan.choices, recommended, upTo, policy: plan.policy }`,
    resolved: (design) => {
      const { effects, discretions } = design.slots;
      const told = effects.map(({ declaration: { name, type } }, i): [string, string] => [
        name,
        outwardCode(`e${i}`, type, design.cells.variable),
      ]);
      const discretion = discretions.length === 0 ? 'null' : 'discretion';
      return answer(design, 'plan.outcome', recordLiteral(told), discretion, 'null');
    },
    unresolved: (design, conflict) => answer(design, `'unresolved'`, '{}', 'null', conflict),
  };
};
