import assert from 'node:assert/strict';
import { saysCase } from './says-case.js';
import type { Solver } from '../../../src/proof/solver/solver.js';
import type { Term } from '../../../src/proof/terms/term.js';
import type { ArbitraryQuestion } from '../../support/arbitrary-facts.js';
import { concerning } from './held-to-evaluator.js';
import { give, type Translated } from './translated.js';

/** Cases that are put to a solver after they were compared with the evaluator. */
export interface Forced {
  readonly see: (translation: Translated, question: ArbitraryQuestion) => void;
  /** Asks the solver whether any of the cases can come to something else than was compared. @returns how many were asked */
  readonly ask: () => Promise<number>;
}

/** @param everyOf one case of so many is put to the solver */
export const makeForced = (solver: Solver, everyOf: number): Forced => {
  const questions = new Map<Translated, string[]>();
  let seen = 0;
  return {
    see: (translation, question) => {
      seen += 1;
      const asked = seen % everyOf === 0 ? questionsOf(translation, question) : undefined;
      if (asked !== undefined) questions.set(translation, [...(questions.get(translation) ?? []), asked]);
    },
    ask: async () => {
      let count = 0;
      for (const [{ text, ruleSet }, of] of questions) {
        const said = await solver.ask(`(reset)\n${text}\n${of.join('\n')}`, 600_000);
        assert.deepEqual(
          said,
          { code: 'said', text: 'sat\nunsat\n'.repeat(of.length) },
          `a solver finds another answer to ${ruleSet.decision}:\n${of.join('\n')}`,
        );
        count += of.length;
      }
      questions.clear();
      return count;
    },
  };
};

/** That a case is possible, and that it can't come to anything else; nothing of a case that is refused, or that fails. */
const questionsOf = (translation: Translated, question: ArbitraryQuestion): string | undefined => {
  const { of, decision, values } = translation;
  const says = saysOf(translation, question);
  if (says === undefined || !give(values, says)) return undefined;
  if (values.asserted.some((assertion) => values.valueOf(assertion) === false)) return undefined;
  if ([...of.failures, ...of.roundings].some(({ when }) => values.valueOf(when.text) !== false))
    return undefined;
  const terms = [decision.gap, ...decision.rules.flatMap(({ fires, stands }) => [fires, stands])];
  const isSo = terms.map(({ text }) => (values.valueOf(text) === true ? text : `(not ${text})`));
  const { outcome } = decision;
  if (outcome.kind === 'scalar')
    isSo.push(`(= ${outcome.term.text} ${tellNumber(values.valueOf(outcome.term.text))})`);
  const fixed = says.map(({ text }) => `(assert ${text})`).join('\n');
  const failing = [...of.failures, ...of.roundings].map(({ when }) => `(not ${when.text})`);
  return `(push)\n${fixed}\n(check-sat)\n(assert (not (and true ${[...isSo, ...failing].join(' ')})))\n(check-sat)\n(pop)`;
};

const saysOf = (translation: Translated, question: ArbitraryQuestion): readonly Term[] | undefined => {
  try {
    return saysCase(translation.of, concerning(translation, question));
  } catch {
    return undefined;
  }
};

/** The number of a text. */
const tellNumber = (value: unknown): string => (typeof value === 'bigint' ? value.toString() : '');
