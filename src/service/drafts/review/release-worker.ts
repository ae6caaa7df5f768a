import type { CheckProgress } from '../../../publishing/check-release.js';
import { answerTasks } from '../../../workers/answer-tasks.js';
import { examineRelease, type Examined, type ReleaseTask } from './release-task.js';

/** A thread that examines drafts as releases, one at a time. */
answerTasks<ReleaseTask, Examined, CheckProgress>((task, { tell }) => examineRelease(task, tell));
