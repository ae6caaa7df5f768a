import { answerTasks } from '../../../src/workers/answer-tasks.js';

/** What the thread of the tests can do. */
export type Task =
  | { readonly kind: 'give'; readonly value: number }
  | { readonly kind: 'hang' | 'fill' | 'exit' | 'throw' | 'ask' | 'tell' | 'which' };

const me = Math.random();
let filled: unknown[] = [];

answerTasks<Task, unknown, string>(async (task, { ask, tell }) => {
  switch (task.kind) {
    case 'give':
      return task.value;
    case 'hang':
      for (;;);
    case 'fill':
      for (;;) filled = [...filled, filled, { text: String(filled.length).repeat(1000) }];
    case 'exit':
      return process.exit(7);
    case 'throw':
      throw new RangeError('out of paper');
    case 'ask':
      return [await ask('one'), await ask('two')];
    case 'tell':
      tell('first');
      await Promise.resolve();
      tell('second');
      return 'over';
    case 'which':
      return me;
  }
});
