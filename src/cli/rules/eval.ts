import { evaluateAlone, type Alone } from '../../engine/alone/evaluate-alone.js';
import { EvaluationDefect } from '../../engine/defect.js';
import { isRecord } from '../../language/values.js';
import { command, CouldNot, WrongUse, type ExitCode, type Shell } from '../shell/command.js';
import { text } from '../shell/options.js';
import { readNamed } from '../shell/read-named.js';

/** `clausebook eval`: what one expression comes to, or each of many, outside any edition. */
export const evalCommand = command({
  name: 'eval',
  summary: 'evaluate an expression by itself, outside any edition',
  usage: "'EXPRESSION' [--facts FILE]\n       clausebook eval --batch FILE",
  options: {
    facts: text({ value: 'FILE', means: 'what its names mean, as a JSON object; - for standard input' }),
    batch: text({
      value: 'FILE',
      means: 'evaluate every line of a file; - for standard input',
      insteadOf: ['facts'],
    }),
  },
  help: `
Prints a line of JSON: \`value\`, with points and lengths of time as texts; its \`type\` in words; whether an edition accepts the expression
(\`accepted\`), and if not its \`problems\`, as \`clausebook check\` would tell them. A text among the facts that begins with @" is read as FEEL reads
it: {"startsAt": "@\\"2026-01-31T00:00:00Z\\""}.

  clausebook eval 'fee * 1.15' --facts facts.json
  clausebook eval -- '-3 + 5'

An edition refuses many expressions to which DMN gives a value, \`null\` as a rule: \`abs("x")\`. Outside an edition they have that value: years of
nine digits, times with offsets and zones, nanoseconds and functions as values among them. Where DMN leaves open what a value is, or it is not
computed, there is none, and \`notSaid\` says why. Where an edition computes something else than DMN, \`value\` is DMN's, and \`edition\` has what
both evaluators of an edition compute: its sum of nothing is 0, DMN's is null. Money, percentages and functions of our own have an edition's value.
Where something cannot be computed, \`fails\` says why: an edition decides nothing then.

With --batch each line is an expression as a JSON text, or { "expression": …, "facts": … }; each is answered by a line, in order. So a test kit of
DMN is run from outside.

Exit code 1 where an edition would refuse an expression, or it fails; in a batch where a line is none.`,
  names: { most: 1, say: 'Give one expression, in quotes.' },
  run: async ({ facts, batch }, shell, [expression]) => {
    if (batch !== undefined) {
      if (expression !== undefined) throw new WrongUse('The expressions of a batch stand in its file.');
      return evaluateLines(await readInput(batch, shell), shell);
    }
    if (expression === undefined) throw new WrongUse('Give one expression, in quotes.');
    const given = facts === undefined ? {} : parse(await readInput(facts, shell));
    if (!isRecord(given)) throw new WrongUse('The facts are a JSON object: names and what they mean.');
    const told = evaluateAlone(expression, given);
    shell.out(`${JSON.stringify(told)}\n`);
    return told.accepted && told.fails === undefined ? 0 : 1;
  },
});

const readInput = (file: string, shell: Shell): Promise<string> =>
  file === '-' ? shell.readInput() : readNamed(file);

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new CouldNot('The facts are no JSON.', { cause });
  }
};

const evaluateLines = (written: string, shell: Shell): ExitCode => {
  let code: ExitCode = 0;
  for (const line of written.split('\n').filter((one) => one.trim() !== '')) {
    const told = evaluateLine(line);
    if ('wrong' in told) code = 1;
    shell.out(`${JSON.stringify(told)}\n`);
  }
  return code;
};

const evaluateLine = (line: string): Alone | { readonly wrong: string } | { readonly defect: string } => {
  const wrong = { wrong: 'The line is neither a JSON text nor { "expression": …, "facts": … }.' };
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return wrong;
  }
  const { expression, facts = {} }: Readonly<Record<string, unknown>> =
    typeof given === 'string' ? { expression: given } : isRecord(given) ? given : {};
  if (typeof expression !== 'string' || !isRecord(facts)) return wrong;
  try {
    return evaluateAlone(expression, facts);
  } catch (error) {
    // The product's own fault is told of its line, and the others are evaluated all the same.
    if (error instanceof EvaluationDefect) return { defect: error.message };
    throw error;
  }
};
