import type { Edition } from '../src/edition/model/edition.js';
import { readEditionFolder } from '../src/edition/read/read-edition-folder.js';
import { loadEdition } from '../src/edition/build/load-edition.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import type { Answer, Decision, Trace } from '../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../src/engine/reference/reference-evaluator.js';
import { contender, type Case, type Contender } from './contender.js';
import { generatedDecision, generatedEdition } from './generated-edition.js';
import { byHand, cedar, jsonLogic, jsonRulesEngine, zen } from './generated-peers.js';
import { asOfMs, generateFacts, generateRules } from './generated-rules.js';
import { isContradictory, refundByHand, type RefundFacts } from './refund-by-hand.js';
import { refundAlone } from './refund-alone.js';
import { refundCases } from './refund-cases.js';

/** One table: its contenders by name, each made where it is asked for, and its cases. */
export interface Group {
  readonly cases: (count: number, seed: number) => readonly Case[];
  readonly contenders: ReadonlyMap<string, () => Contender | Promise<Contender>>;
}

/** The rows by name, so that figures can be asked of them. */
export const names = {
  plain: 'Clausebook',
  validated: 'Clausebook, facts validated',
  trace: 'Clausebook, trace in full',
  reference: 'reference (json-rules-engine and feelin)',
  alone: 'json-rules-engine alone',
  aloneJson: 'json-rules-engine alone, its result as JSON',
  byHand: 'by hand',
  byHandChecked: 'by hand, contradictions checked',
  zen: 'GoRules Zen',
  cedar: 'Cedar (WASM)',
  jsonLogic: 'json-logic-engine, compiled',
} as const;

/** The groups by name. */
export const groups: ReadonlyMap<string, Group> = new Map([
  ...[12, 60, 1000].map((count): [string, Group] => [`${count} rules`, generatedGroup(count)]),
  ['refund', refundGroup()],
]);

function generatedGroup(count: number): Group {
  const rules = () => generateRules(count);
  return {
    cases: (cases, seed) => generateFacts(count, cases, seed).map((facts) => ({ facts, asOf: asOfMs })),
    contenders: new Map<string, () => Contender | Promise<Contender>>([
      ...own(
        () => generatedEdition(rules()),
        generatedDecision,
        ({ outcome }) => outcome,
      ),
      [names.alone, () => jsonRulesEngine(false)(rules())],
      [names.aloneJson, () => jsonRulesEngine(true)(rules())],
      [names.zen, () => zen(rules())],
      [names.cedar, () => cedar(rules())],
      [names.jsonLogic, () => jsonLogic(rules())],
      [names.byHand, () => byHand(rules())],
    ]),
  };
}

function refundGroup(): Group {
  const load = async (): Promise<Edition> => {
    const folder = new URL('../rules/kommo-ai-agent-terms/2026-04-27', import.meta.url).pathname;
    const { edition } = loadEdition(await readEditionFolder(folder));
    if (edition === undefined) throw new Error('The edition does not load');
    return edition;
  };
  const told = ({
    outcome,
    effects,
    discretion,
  }: Pick<Decision, 'outcome' | 'effects' | 'discretion'>): string =>
    JSON.stringify([
      outcome,
      effects['amount'],
      effects['periods'],
      effects['discretionaryUpTo'],
      discretion,
    ]);
  const hand = (isChecked: boolean): Contender =>
    contender({
      prepare: ({ facts, asOf }) => ({ facts: facts as unknown as RefundFacts, asOf }), // a refund's case
      decide: ({ facts, asOf }) => {
        if (isChecked && isContradictory(facts)) throw new Error('A case contradicts itself');
        return refundByHand(facts, asOf);
      },
      told: ({ outcome, effects, discretion }) =>
        told({
          outcome,
          effects: {
            ...effects,
            amount: { ...effects.amount },
            discretionaryUpTo: { ...effects.discretionaryUpTo },
          },
          discretion: discretion && {
            ...discretion,
            upTo: { ...discretion.upTo },
          },
        }),
    });
  return {
    cases: refundCases,
    contenders: new Map<string, () => Contender | Promise<Contender>>([
      ...own(load, 'refund', told),
      [names.alone, async () => refundAlone(await load(), false)],
      [names.aloneJson, async () => refundAlone(await load(), true)],
      [names.byHand, () => hand(false)],
      [names.byHandChecked, () => hand(true)],
    ]),
  };
}

type Made = readonly [string, () => Promise<Contender>];

/** Clausebook's own contenders. */
function own(
  load: () => Edition | Promise<Edition>,
  decision: string,
  told: (decision: Decision) => string,
): readonly Made[] {
  const question = ({ facts, asOf }: Case) => ({ decision, facts, asOf });
  const toldAnswer = (answer: Answer): string => {
    if (answer.code !== 'decided') throw new Error(`A case is refused: ${JSON.stringify(answer.errors)}`);
    return told(answer.decision);
  };
  const toldTrace = (trace: Trace | undefined): string => {
    if (trace === undefined) throw new Error('A case is refused');
    return told(trace.decision);
  };
  const evaluator = async () => makeCompiledEvaluator(await load());
  return [
    [
      names.plain,
      async () => {
        const { decideValid } = await evaluator();
        return contender({ prepare: question, decide: decideValid, told: toldAnswer });
      },
    ],
    [
      names.validated,
      async () => {
        const { decide } = await evaluator();
        return contender({ prepare: question, decide, told: toldAnswer });
      },
    ],
    [
      names.trace,
      async () => {
        const { explain } = await evaluator();
        return contender({
          prepare: question,
          decide: explain,
          told: (explained) => toldTrace(explained.code === 'decided' ? explained.trace : undefined),
        });
      },
    ],
    [
      names.reference,
      async () => {
        const { decide } = makeReferenceEvaluator(await load());
        return contender({ prepare: question, decide, told: toldAnswer });
      },
    ],
  ];
}
