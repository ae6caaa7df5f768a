import type { Edition } from '../../edition/model/edition.js';
import { formatValue } from '../../language/format-value.js';
import { tellValue } from '../../language/tell-value.js';
import type { Choice } from '../../wire/decision.js';

/**
 * What persons chose about a decision, in words: what holds first, then what it corrected; or that nobody has chosen yet.
 * @param choices the last one last
 */
export const tellChoices = (
  { zone }: Pick<Edition, 'zone'>,
  choices: readonly Choice[],
  leavesChoice: boolean,
): string => {
  if (choices.length === 0) return leavesChoice ? '\nA person has to choose, and nobody has yet.\n' : '';
  const told = choices
    .toReversed()
    .flatMap(({ chosen, amount, effects = {}, reason, asked, chosenAt }, nth) => {
      const at = formatValue(Date.parse(chosenAt), { kind: 'instant' }, zone);
      const by = asked?.by === undefined ? '' : ` by \`${asked.by}\``;
      const upTo = amount === undefined ? '' : `, ${tellValue(amount, 'none', zone)}`;
      return [
        `  ${chosen}${upTo}, chosen${by} at ${at}${nth === 0 ? '' : '; corrected since'}`,
        ...Object.entries(effects).map(([name, value]) => `    ${name}: ${tellValue(value, 'none', zone)}`),
        `    ${reason === null ? 'Why is erased, or can’t be read here.' : `Because: ${reason}`}`,
      ];
    });
  return `\nWhat was chosen:\n${told.join('\n')}\n`;
};
