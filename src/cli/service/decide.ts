import { engines } from '../../engine/engines.js';
import { tellDecision } from '../../engine/tell.js';
import { answerOf } from '../../decide/answer/answer.js';
import type { Failure } from '../../service/http/failure.js';
import { problemOf } from '../../service/http/problems.js';
import type { Command } from '../shell/command.js';
import { engineOf, engineOption } from '../arguments/engine-argument.js';
import { editionsOption } from '../arguments/edition-arguments.js';
import { openEditions } from '../arguments/open-editions.js';
import { questionOptions, readQuestion } from '../arguments/question-arguments.js';
import { tellProblem } from '../shell/tell-problem.js';

/** `clausebook decide`: one decision, or one for each line of a file; not recorded. */
export const decideCommand: Command = {
  name: 'decide',
  summary: 'decide one case, or a file of many; nothing is recorded',
  usage:
    'DECISION [--facts FILE] [--as-of INSTANT] [--edition DOC[/REV]] [--json]\n' +
    '       clausebook decide [DECISION] --batch FILE [--output FILE] [--workers N] [--quiet]',
  options: [
    ...questionOptions,
    editionsOption,
    engineOption,
    { name: 'json', means: 'print the answer as the service would, as JSON' },
    { name: 'batch', value: 'FILE', means: 'decide every line of a file of requests; - for standard input' },
    { name: 'output', value: 'FILE', means: 'where the answers of a batch go (default: standard output)' },
    { name: 'workers', value: 'N', means: 'threads of a batch (default: one for each core)' },
    { name: 'quiet', means: 'tell nothing of how far a batch is' },
  ],
  help: `
Reads facts as JSON, or a whole request as \`POST /decide/{decision}\` takes it, and prints what the contract says in words.
Exit code 1 where the facts or the request are refused; with --json the problem document is printed.

  clausebook decide refund --facts case.json --as-of 2026-08-15T12:00:00Z

With --batch each line is a request with its decision, as POST /decide takes lines, or one for DECISION where that is given; each is
answered by a line { line, status, answer } or { line, status, problem }, in order; \`line\` counts from 1, blank lines too. A line without asOf is decided for when the batch began. A file
given by --output is there only once it is whole. Exit code 1 where a line is refused; the others are answered all the same.

  clausebook decide --batch requests.ndjson --output answers.ndjson`,
  run: async (args, shell) => {
    const batch = args.text('batch');
    if (batch !== undefined)
      return (await import('../batch/decide-batch.js')).decideBatch(batch, args, shell);
    const refuse = (failure: Failure): 1 => {
      const problem = problemOf(failure);
      if (args.flag('json')) shell.out(`${JSON.stringify(problem, null, 2)}\n`);
      else shell.err(tellProblem(problem));
      return 1;
    };
    const question = await readQuestion(args, shell);
    if (question.code !== 'read') return refuse(question);
    const { decision: name, request } = question;
    const decidedAt = shell.now();
    const asOf = request.asOf ?? decidedAt;
    const choice = await (
      await openEditions(args, shell)
    ).choose(request.edition, name, asOf, request.acts, request.facts);
    if (choice.code !== 'chosen') return refuse(choice);
    const { edition, governing } = choice;
    const decided = await engines[engineOf(args, shell)](edition).decide({
      decision: name,
      facts: request.facts,
      asOf,
    });
    if (decided.code !== 'decided') return refuse(decided);
    const { decision } = decided;
    if (args.flag('json')) {
      const answer = answerOf(edition, {
        id: null,
        asOf,
        decidedAt,
        subject: request.subject,
        decision,
        governing,
      });
      shell.out(`${JSON.stringify(answer, null, 2)}\n`);
    } else {
      shell.out(`${tellDecision(edition, decision, asOf)}\nNot recorded.\n`);
    }
    return 0;
  },
};
