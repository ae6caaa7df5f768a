import { formatInstant } from '../../language/instants.js';
import { readingOption, rejectedReadings, withRejected } from '../arguments/reading-option.js';
import { holdsUntil } from '../../decide/holds-until.js';
import { whyNotSevered } from '../../decide/request/why-not-severed.js';
import { engines } from '../../engine/engines.js';
import { tellDecision } from '../../engine/tell.js';
import { answerOf } from '../../decide/answer/answer.js';
import { letterTold } from '../../decide/answer/letter-told.js';
import type { Failure } from '../../service/http/failure.js';
import { problemOf } from '../../service/http/problems.js';
import { command, WrongUse } from '../shell/command.js';
import { text, flag, number } from '../shell/options.js';
import { engineOption } from '../arguments/edition-options.js';
import { editionsOption } from '../arguments/edition-options.js';
import { openEditions } from '../arguments/open.js';
import { questionOptions, readQuestion } from '../arguments/question-options.js';
import { tellProblem } from '../shell/tell-problem.js';

/** Whether a batch is in columns and not in lines. */
const isInColumns = (file: string): boolean => /\.(?:parquet|csv|csv\.gz)$/i.test(file);

/** `clausebook decide`: one decision, or one for each line of a file; not recorded. */
export const decideCommand = command({
  name: 'decide',
  summary: 'decide one case, or a file of many; nothing is recorded',
  usage:
    'DECISION [--facts FILE] [--as-of INSTANT] [--edition DOC[/REV]] [--letter] [--json]\n' +
    '       clausebook decide [DECISION] --batch FILE [--output FILE] [--workers N] [--quiet]',
  options: {
    ...questionOptions,
    reading: readingOption,
    editions: editionsOption,
    engine: engineOption,
    json: flag({ means: 'print the answer as the service would, as JSON' }),
    letter: flag({ means: 'print what the customer would be told' }),
    batch: text({
      value: 'FILE',
      means:
        'decide every line of a file of requests (- for standard input), or every row of a .parquet or .csv',
      insteadOf: ['facts'],
    }),
    output: text({ value: 'FILE', means: 'where the answers of a batch go (default: standard output)' }),
    workers: number({ value: 'N', means: 'threads of a batch', told: 'one for each core', min: 1, max: 999 }),
    quiet: flag({ means: 'tell nothing of how far a batch is' }),
  },
  help: `
Reads facts as JSON, or a whole request as \`POST /decide/{decision}\` takes it, and prints what the contract says in words.
Exit code 1 where the facts or the request are refused; with --json the problem document is printed.

  clausebook decide refund --facts case.json --as-of 2026-08-15T12:00:00Z

With --letter it prints what the customer would be told, in the words of the edition's letters.yaml.

With --reading the words are read as the reading rejected, where the edition says as data what would hold then:

  clausebook decide refund --facts case.json --reading R2=rejected

With --batch each line is a request with its decision, as POST /decide takes lines, or one for DECISION where that is given; each is
answered by a line { line, status, answer } or { line, status, problem }, in order; \`line\` counts from 1, blank lines too. A line without asOf is decided for when the batch began. A file
given by --output is there only once it is whole. Exit code 1 where a line is refused; the others are answered all the same.

  clausebook decide --batch requests.ndjson --output answers.ndjson

A Parquet or CSV file has its facts as columns (docs/sql.md); it is decided by one query in DuckDB, and what no query decides by evaluators over all cores; it is answered in columns:

  clausebook decide refund --batch cases.parquet --output answers.parquet`,
  run: async (args, shell, names) => {
    const batch = args.batch;
    if (batch !== undefined && isInColumns(batch)) {
      if (args.asOf !== undefined) throw new WrongUse('In columns `asOf` is a column: leave out `--as-of`.');
      return (await import('../sql/decide-columns.js')).decideColumns(batch, args, names, shell);
    }
    if (batch !== undefined)
      return (await import('../batch/decide-batch.js')).decideBatch(batch, args, names, shell);
    const refuse = (failure: Failure): 1 => {
      const problem = problemOf(failure);
      if (args.json) shell.out(`${JSON.stringify(problem, null, 2)}\n`);
      else shell.err(tellProblem(problem));
      return 1;
    };
    const question = await readQuestion(args, names, shell);
    if (question.code !== 'read') return refuse(question);
    const { decision: name, request } = question;
    const decidedAt = shell.now();
    const asOf = request.asOf ?? decidedAt;
    const editions = await openEditions(args);
    const choice = await editions.choose(request.edition, name, asOf, request.acts, request.facts);
    if (choice.code !== 'chosen') return refuse(choice);
    const unsevered = whyNotSevered(choice.edition, request.invalid);
    if (unsevered !== undefined) return refuse(unsevered);
    const { governing } = choice;
    const rejected = rejectedReadings(args.reading);
    const edition = withRejected(choice.edition, rejected);
    const evaluator = engines[args.engine](edition);
    const asked = {
      decision: name,
      facts: request.facts,
      asOf,
      ...(request.invalid === undefined ? {} : { invalid: request.invalid }),
    };
    if (args.letter) {
      const explained = await evaluator.explain(asked);
      if (explained.code !== 'decided') return refuse(explained);
      const { trace } = explained;
      const { decision } = trace;
      const invalid = request.invalid ?? [];
      const told = letterTold(edition, { id: null, asOf, decidedAt, decision, trace, invalid, rejected });
      if (told.code !== 'found') return refuse(told);
      shell.out(args.json ? `${JSON.stringify(told.letter, null, 2)}\n` : told.text());
      return 0;
    }
    const decided = await evaluator.decide(asked);
    if (decided.code !== 'decided') return refuse(decided);
    const { decision } = decided;
    const held = holdsUntil(editions, { ...asked, edition, evaluator }, request, decision);
    if (args.json) {
      const answer = answerOf(edition, {
        id: null,
        asOf,
        decidedAt,
        holdsUntil: held,
        subject: request.subject,
        decision,
        governing,
        ...(request.invalid === undefined ? {} : { invalid: request.invalid }),
        ...(rejected.length === 0 ? {} : { rejected }),
      });
      shell.out(`${JSON.stringify(answer, null, 2)}\n`);
    } else {
      const until =
        held === undefined ? '' : `\nHolds ${held === null ? 'for ever' : `until ${formatInstant(held)}`}.`;
      shell.out(`${tellDecision(edition, decision, asOf, request.invalid)}${until}\nNot recorded.\n`);
    }
    return 0;
  },
});
