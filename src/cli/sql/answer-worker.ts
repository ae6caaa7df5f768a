/** A thread that decides rows which no query decides. */
import { workerData } from 'node:worker_threads';
import { answerTasks } from '../../workers/answer-tasks.js';
import { makeAnswerRows, type RowsToDecide, type SomeAnswers, type SomeRows } from './answer-rows.js';

answerTasks<SomeRows, SomeAnswers>(await makeAnswerRows(workerData as RowsToDecide)); // as `evaluateRows` starts it
