import { isMoneyText, readMoneyText } from '../../language/money/money-text.js';
import { command, WrongUse } from '../shell/command.js';
import { flag, text, texts } from '../shell/options.js';
import { required } from '../arguments/required.js';
import { askService, serviceOptions } from './ask-service.js';
import type { Choice } from '../../wire/decision.js';

/** `clausebook choose`: records, through a running service, what a person chose where a decision leaves something to choose. */
export const chooseCommand = command({
  name: 'choose',
  summary: 'record what a person chose where a decision is unresolved or leaves it to discretion',
  usage:
    'ID --chosen NAME --reason TEXT --url URL [--amount AMOUNT] [--effect NAME=VALUE]… [--instead ID] [--key KEY] [--json]',
  options: {
    ...serviceOptions,
    url: text({ value: 'URL', means: 'the running service that records it' }),
    chosen: text({
      value: 'NAME',
      means: 'one of the choices; of an unresolved decision, one of its outcomes',
    }),
    reason: text({ value: 'TEXT', means: 'why; kept as personal values are, and shown with the choice' }),
    amount: text({ value: 'AMOUNT', means: 'how much of what is left to choose: `USD 40.00`, or a number' }),
    effect: texts({
      value: 'NAME=VALUE',
      means: 'of an unresolved decision, an effect: an amount, or JSON; may be given several times',
    }),
    instead: text({ value: 'ID', means: 'the choice that this one corrects: the last one' }),
    json: flag({ means: 'print the choice as JSON' }),
  },
  help: `
What is chosen is recorded behind the decision, which stays as it is, in the name of whoever asks: the key or token, which needs the scope \`choose\`.
Put it in CLAUSEBOOK_KEY, since the arguments of a call are seen by others on this machine. The same once more is told as it is recorded; a correction
names the last choice with --instead. \`clausebook explain ID\` tells what was chosen. Exit code 1 where it is refused.
Whoever may read decisions (the scope \`audit\`) sees the reason beside what was chosen, in the book and in \`clausebook explain\` too, unless the service keeps
personal values encrypted or masked (\`serve --personal\`).

  clausebook choose 0b4c… --chosen partial-refund --amount 'USD 40.00' --reason 'Ill for two weeks.' --url http://127.0.0.1:8080`,
  names: { least: 1, most: 1, say: 'Name one recorded decision by its id.' },
  run: async (args, shell, [id = '']) => {
    const { chosen, reason, url } = required(args, 'chosen', 'reason', 'url');
    const { amount, effect, instead } = args;
    const effects = Object.fromEntries(effect.map(effectOf));
    const body = {
      chosen,
      reason,
      ...(amount === undefined ? {} : { amount: valueOf(amount, '--amount') }),
      ...(effect.length === 0 ? {} : { effects }),
      ...(instead === undefined ? {} : { instead }),
    };
    const path = `/decisions/${encodeURIComponent(id)}/choice`;
    const asked = await askService(url, path, 'application/json', args.key, { body, scope: 'choose' });
    if (asked.code === 'refused') {
      shell.err(asked.told);
      return asked.problem !== null && [400, 404, 409, 410, 422].includes(asked.status) ? 1 : 3;
    }
    if (args.json) shell.out(`${asked.text}\n`);
    else {
      const choice = JSON.parse(asked.text) as Choice; // as the service answers
      shell.out(`Recorded as ${choice.id}: ${choice.chosen}, record ${choice.record.sequence} of the log.\n`);
    }
    return 0;
  },
});

/** `refundAmount=USD 40.00` as a name and a value. */
const effectOf = (written: string): readonly [string, unknown] => {
  const [, name, value] = /^([^=]+)=([^]*)$/.exec(written) ?? [];
  if (name === undefined || value === undefined)
    throw new WrongUse(`\`--effect ${written}\` is no effect: write its name, =, and its value.`);
  return [name, valueOf(value, `--effect ${name}`)];
};

/** An amount of money as people write it, or JSON. */
const valueOf = (written: string, option: string): unknown => {
  if (isMoneyText(written)) {
    const read = readMoneyText(written);
    if (read.ok) return read.money;
    throw new WrongUse(`\`${option}\`: \`${written}\` is no amount: ${read.hint}.`);
  }
  try {
    return JSON.parse(written) as unknown;
  } catch {
    throw new WrongUse(
      `\`${option}\`: \`${written}\` is neither an amount, such as \`USD 40.00\`, nor JSON, such as 8, true or "text".`,
    );
  }
};
