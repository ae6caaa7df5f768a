import type { DecisionLog } from '../store/decision-log.js';
import { isDecision } from '../record/log-line.js';
import { parseLine } from '../record/log-line-shape.js';
import { isSealed, unseal, type PersonalKey } from '../record/personal-storage.js';

/** How many records have a sealed subject that no key opens which is here: whom they are about is not known. Reads the whole log. */
export const countUnreadSubjects = async (
  log: Pick<DecisionLog, 'lines'>,
  key: PersonalKey | undefined,
): Promise<number> => {
  let unread = 0;
  for await (const { text } of log.lines()) {
    // Most logs have none: only what may be one is read.
    if (!text.includes('"sealed":')) continue;
    const line = parseLine(text);
    if (line === undefined || !isDecision(line)) continue;
    const subject = line.open['/subject'];
    if (subject === undefined || !isSealed(subject)) continue;
    if (key === undefined || unseal(subject, { id: line.body.id, pointer: '/subject', key }) === undefined)
      unread += 1;
  }
  return unread;
};
