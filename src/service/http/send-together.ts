/** Does things in common. @param work something small; it throws nothing */
export type Together = (work: () => void) => void;

/**
 * Does what comes in one turn of the event loop at its end, one right after the other. Answers that are sent so wake their receiver once;
 * one that is sent by itself wakes it by itself, which costs the system more than the answer.
 */
export const makeTogether = (): Together => {
  let waiting: (() => void)[] = [];
  const doAll = (): void => {
    const all = waiting;
    waiting = [];
    for (const work of all) work();
  };
  return (work) => {
    if (waiting.push(work) === 1) setImmediate(doAll);
  };
};
