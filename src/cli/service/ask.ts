import { makeAskOpen } from '../../decide/ask.js';
import { makeEvaluators } from '../../decide/evaluate.js';
import { readAskRequest } from '../../decide/request/decide-request.js';
import { defaultEngine, engines } from '../../engine/engines.js';
import type { Failure } from '../../service/http/failure.js';
import { problemOf } from '../../service/http/problems.js';
import type { AskAnswer } from '../../wire/asking.js';
import { editionsOption } from '../arguments/edition-options.js';
import { openEditions } from '../arguments/open.js';
import { questionOptions, readQuestionBy } from '../arguments/question-options.js';
import { command } from '../shell/command.js';
import { flag, list } from '../shell/options.js';
import { tellProblem } from '../shell/tell-problem.js';

/** `clausebook ask`: what is settled by the facts known so far, and which others matter still. */
export const askCommand = command({
  name: 'ask',
  summary: 'say which facts matter still, the most decisive first; nothing is recorded',
  usage: 'DECISION [--facts FILE] [--without NAMES] [--as-of INSTANT] [--edition DOC[/REV]] [--json]',
  options: {
    ...questionOptions,
    without: list({
      value: 'NAMES',
      means: 'facts that are known to be left out, such as `law,package.withdrawn`',
    }),
    editions: editionsOption,
    json: flag({ means: 'print the answer as the service would, as JSON' }),
  },
  help: `
Reads the facts that are known so far, or a whole request as \`POST /ask/{decision}\` takes it, and says whether the outcome is settled whatever
the rest be, by which clauses; else which facts matter still, with the question by which each is asked for; and what cannot matter any more.
A list that is given is whole. What is said to be settled is so; what is not may be settled all the same.
Exit code 1 where the facts or the request are refused; with --json the problem document is printed.

  echo '{"purpose":"use"}' | clausebook ask eligibility --without law`,
  run: async (args, shell, names) => {
    const refuse = (failure: Failure): 1 => {
      const problem = problemOf(failure);
      if (args.json) shell.out(`${JSON.stringify(problem, null, 2)}\n`);
      else shell.err(tellProblem(problem));
      return 1;
    };
    const question = await readQuestionBy(readAskRequest, args, names, shell);
    if (question.code !== 'read') return refuse(question);
    const { decision, request } = question;
    const ask = makeAskOpen({
      editions: await openEditions(args),
      evaluators: makeEvaluators(engines[defaultEngine]),
      clock: shell.now,
    });
    const without = [...new Set([...request.without, ...args.without])];
    const asked = await ask(decision, { ...request, without });
    if (asked.code !== 'asked') return refuse(asked);
    shell.out(args.json ? `${JSON.stringify(asked.answer, null, 2)}\n` : told(asked.answer));
    return 0;
  },
});

const told = (answer: AskAnswer): string => {
  const { question, asOf, edition, outcome, outcomes, clauses, citesMore, effects, facts, irrelevant } =
    answer;
  const cited = [...new Set(clauses.map(({ id }) => id))].join(', ');
  const by = `${cited === '' ? 'by no clause that is sure yet' : `by clause ${cited}`}${citesMore ? '; others may be cited too' : ''}`;
  const lines = [
    question,
    `As of ${asOf}, under ${edition.document} ${edition.revision}.`,
    '',
    outcome === null ? `Not settled: ${outcomes.join(', ')} are possible.` : `Settled: ${outcome}, ${by}.`,
    ...(effects === null || Object.keys(effects).length === 0 ? [] : [`Effects: ${JSON.stringify(effects)}`]),
  ];
  if (facts.length > 0)
    lines.push(
      '',
      'What matters still:',
      ...facts.map(
        ({ fact, for: what, asks, type, choices, required }) =>
          `- ${fact} (${what}; ${choices === undefined ? type : choices.map(String).join(', ')}${required ? '' : '; may be left out'}): ${asks}`,
      ),
    );
  if (irrelevant.length > 0) lines.push('', `What cannot matter any more: ${irrelevant.join(', ')}.`);
  return `${lines.join('\n')}\nNot recorded.\n`;
};
