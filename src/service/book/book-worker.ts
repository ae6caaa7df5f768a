import { answerTasks } from '../../workers/answer-tasks.js';
import { workOnBook } from './book-task.js';

/** A thread that works for the book, so that deciding does not wait for it. */
answerTasks(workOnBook);
