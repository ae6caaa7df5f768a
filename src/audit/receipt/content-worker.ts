import { contentOf } from '../../edition/model/digest.js';
import { answerTasks } from '../../workers/answer-tasks.js';

/** A thread that reads a release's files: long enough for others to notice, were it done where decisions are answered. */
answerTasks<ReadonlyMap<string, string>, string>((files) => contentOf(files));
