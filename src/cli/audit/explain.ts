import { valueAt } from '../../language/values.js';
import { whyNotSevered } from '../../decide/request/why-not-severed.js';
import { openMetadata } from '../../audit/record/metadata.js';
import { openFacts } from '../../audit/record/opening.js';
import type { PersonalKey } from '../../audit/record/personal-storage.js';
import type { StoredRecord } from '../../audit/record/record.js';
import { namesCompared } from '../../analysis/words/term-words.js';
import { engines } from '../../engine/engines.js';
import { tellTrace } from '../../engine/tell-trace.js';
import { makeEvaluators } from '../../decide/evaluate.js';
import { problemOf } from '../../service/http/problems.js';
import { makeEditions } from '../../decide/editions/editions.js';
import { loadKeptRelease } from '../../decide/editions/load-editions.js';
import { letterTold } from '../../decide/answer/letter-told.js';
import { makeRecorded, type Recorded } from '../../decide/record/recorded.js';
import { command, WrongUse, type Shell, type ExitCode } from '../shell/command.js';
import { flag, type ValuesOf } from '../shell/options.js';
import { engineOption } from '../arguments/edition-options.js';
import { askService, serviceOptions } from '../service/ask-service.js';
import { editionsOption } from '../arguments/edition-options.js';
import { dataOption, personalKeyOption, storeOption } from '../arguments/log-options.js';
import { requirePersonalKey } from '../arguments/personal-options.js';
import { openLog } from '../arguments/open.js';
import { openEditions } from '../arguments/open.js';
import { questionOptions, readQuestion } from '../arguments/question-options.js';
import { tellProblem } from '../shell/tell-problem.js';

const options = {
  data: dataOption('the data directory that has the record'),
  store: storeOption('the PostgreSQL database (postgres://…) that has it instead'),
  ...serviceOptions,
  ...questionOptions,
  editions: editionsOption,
  engine: engineOption,
  reveal: flag({ means: 'open the encrypted values of this one decision' }),
  personalKey: personalKeyOption,
  letter: flag({ means: 'print what the customer is told in place of the trace' }),
  json: flag({ means: 'print it as JSON' }),
};

type Values = ValuesOf<typeof options>;

/** `clausebook explain`: how a decision came about, of a recorded one or of a case to try. */
export const explainCommand = command({
  name: 'explain',
  summary: 'show every rule, condition and value behind a decision',
  usage:
    'ID [--data DIR | --store URL | --url URL [--key KEY]] [--reveal --personal-key FILE] [--letter] [--json]   or   DECISION --facts FILE [--as-of INSTANT] [--letter] [--json]',
  options,
  help: `
With --facts the first argument is a decision, and the case is tried without being recorded. Otherwise it is the id of a recorded
decision: it is evaluated again from what was recorded, under the release that decided it.
A service may be running on the data directory. --url asks it instead, from anywhere; where it tells callers by keys, that needs one with the scope \`audit\`:
put it in CLAUSEBOOK_KEY, since the arguments of a call are seen by others on this machine.
With --letter it prints the letter to the customer: the reasons, the clauses in full, what follows and what can be done next.

  clausebook explain 0b4c… --url http://127.0.0.1:8080
  clausebook explain refund --facts case.json`,
  run: (args, shell, names) => {
    if (args.facts !== undefined) return explainCase(args, names, shell);
    const [id, ...others] = names;
    if (id === undefined || others.length > 0)
      throw new WrongUse('Name one recorded decision by its id, or a decision with --facts.');
    const url = args.url;
    if (url !== undefined && args.reveal)
      throw new WrongUse('A service reveals nothing: take `--reveal` with `--data` or `--store`.');
    if (args.letter && args.reveal)
      throw new WrongUse('A letter has no personal values: leave `--reveal` out.');
    return url === undefined ? explainRecorded(id, args, shell) : explainFromService(id, url, args, shell);
  },
});

const explainCase = async (args: Values, names: readonly string[], shell: Shell): Promise<ExitCode> => {
  const question = await readQuestion(args, names, shell);
  const failed = (failure: Parameters<typeof problemOf>[0]): ExitCode => {
    shell.err(tellProblem(problemOf(failure)));
    return 1;
  };
  if (question.code !== 'read') return failed(question);
  const editions = await openEditions(args);
  const { decision, request } = question;
  const asOf = request.asOf ?? shell.now();
  const choice = await editions.choose(request.edition, decision, asOf, request.acts, request.facts);
  if (choice.code !== 'chosen') return failed(choice);
  const unsevered = whyNotSevered(choice.edition, request.invalid);
  if (unsevered !== undefined) return failed(unsevered);
  const explained = await engines[args.engine](choice.edition).explain({
    decision,
    facts: request.facts,
    asOf,
    ...(request.invalid === undefined ? {} : { invalid: request.invalid }),
  });
  if (explained.code !== 'decided') return failed(explained);
  const { trace } = explained;
  if (args.letter) {
    const { decision: decided } = trace;
    const invalid = request.invalid ?? [];
    const decidedAt = shell.now();
    return tellLetter(
      letterTold(choice.edition, { id: null, asOf, decidedAt, decision: decided, trace, invalid }),
      args,
      shell,
    );
  }
  shell.out(
    args.json
      ? `${JSON.stringify(trace, null, 2)}\n`
      : tellTrace(choice.edition, trace, asOf, namesCompared(choice.edition)),
  );
  return 0;
};

/** Prints a letter, or why there is none. */
const tellLetter = (
  told: Awaited<ReturnType<Recorded['letter']>>,
  { json }: Pick<Values, 'json'>,
  shell: Shell,
): ExitCode => {
  if (told.code !== 'found') {
    shell.err(tellProblem(problemOf(told)));
    return 1;
  }
  shell.out(json ? `${JSON.stringify(told.letter, null, 2)}\n` : told.text());
  return 0;
};

const explainRecorded = async (id: string, args: Values, shell: Shell): Promise<ExitCode> => {
  const personalKey = args.reveal ? await requirePersonalKey(args) : undefined;
  const log = await openLog(args);
  try {
    const editions = makeEditions([], {
      files: async (digest) => (await log.release(digest))?.files,
      load: loadKeptRelease,
    });
    const recorded = makeRecorded({
      log,
      editions,
      evaluators: makeEvaluators(engines[args.engine]),
      personalKey,
    });
    if (args.letter) return tellLetter(await recorded.letter(id), args, shell);
    const found = await recorded.trace(id);
    if (found.code !== 'found') {
      shell.err(tellProblem(problemOf(found)));
      return 1;
    }
    const record = personalKey === undefined ? undefined : await log.get(id);
    const revealed = record === undefined ? undefined : revealedValues(record, personalKey);
    if (revealed !== undefined) shell.err(`The personal values of decision \`${id}\` are shown.\n`);
    shell.out(
      args.json
        ? `${JSON.stringify({ ...found.trace, ...(revealed === undefined ? {} : { revealed }) }, null, 2)}\n`
        : `${found.text()}${tellRevealed(revealed)}`,
    );
    return 0;
  } finally {
    await log.close();
  }
};

type Revealed = Readonly<Record<string, unknown>>;

/** The personal values of a record by their places in its inputs. */
const revealedValues = (record: StoredRecord, key: PersonalKey | undefined): Revealed => {
  const { facts, subject, missing } = openFacts(record, key);
  const metadata = openMetadata(record, key);
  return Object.fromEntries(
    Object.keys(record.open)
      .filter((pointer) => !missing.includes(pointer))
      .map((pointer) => [pointer, valueAt({ facts, subject, metadata }, pointer)] as const)
      .filter(([, value]) => value !== undefined),
  );
};

const tellRevealed = (revealed: Revealed = {}): string =>
  Object.entries(revealed)
    .map(
      ([pointer, value], place) =>
        `${place === 0 ? '\nPersonal values:\n' : ''}  ${pointer}: ${JSON.stringify(value)}\n`,
    )
    .join('');

const explainFromService = async (id: string, url: string, args: Values, shell: Shell): Promise<ExitCode> => {
  const accept = args.json ? 'application/json' : 'text/plain';
  const asked = await askService(
    url,
    `/decisions/${encodeURIComponent(id)}/${args.letter ? 'letter' : 'trace'}`,
    accept,
    args.key,
  );
  if (asked.code === 'answered') {
    shell.out(asked.text.endsWith('\n') ? asked.text : `${asked.text}\n`);
    return 0;
  }
  shell.err(asked.told);
  return asked.status === 404 ? 1 : 3;
};
