import { answerTasks } from '../../../workers/answer-tasks.js';
import { makeWorkOn, type DraftNews, type DraftTask } from './draft-task.js';

/** A thread that works on drafts, one task at a time. */
const workOn = makeWorkOn();
answerTasks<DraftTask, undefined, DraftNews>(async (task, { tell }) => {
  for await (const news of workOn(task)) tell(news);
});
