import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Counts work that is about to be done, and once so much has been done in one go resolves in a later turn of the event loop, so that others are
 * answered in between; `undefined` where the work may go on at once.
 */
export type Pace = (amount: number) => Promise<void> | undefined;

/**
 * Makes a pace, whose amounts are bytes of input.
 * @param inOneGo takes a few milliseconds on a slow machine
 */
export const makePace = (inOneGo = 64 * 1024, giveWay: () => Promise<void> = nextTurn): Pace => {
  let done = 0;
  return (amount) => {
    const goesOn = done === 0 || done + amount <= inOneGo;
    done = goesOn ? done + amount : amount;
    return goesOn ? undefined : giveWay();
  };
};
