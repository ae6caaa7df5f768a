import { Router, type Request, type Response } from 'express';
import { placeOf, refuseOtherMethods } from '../http/routes/replies.js';
import { routeOn } from '../http/routes/route-on.js';
import { sendProblem } from '../http/send.js';
import { defaultDraftLimits, filesOf, isNewFileName, withFile } from './draft.js';
import type { DraftTask } from './draft-task.js';
import { answerOnce, type AnsweringParts } from './answer-once.js';
import type { Drafts } from './drafts.js';
import type { FormFile } from './draft-forms.js';
import type { ReadJson } from './read-draft-body.js';
import { readEditRequest, readFormRequest, type OpenedFile, type ReadRequest } from './read-draft-request.js';

/** What showing and editing files as forms needs. */
export interface FormParts extends AnsweringParts {
  readonly drafts: Drafts;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  readonly readJson: ReadJson;
}

/** A file of a draft as a form, and its text with what a form changed. Neither writes anything: the text is kept as any that is typed. */
export const formRoutes = ({ drafts, work, clock, readJson }: FormParts): Router => {
  const router = Router({ caseSensitive: true });

  const answer = <Asked extends OpenedFile>(
    request: Request,
    response: Response,
    read: (body: unknown, bytes: number) => ReadRequest<Asked>,
    taskOf: (opened: FormFile, asked: Asked) => DraftTask,
  ): void => {
    readJson(request, response, async (body) => {
      const asked = read(body, defaultDraftLimits.fileBytes);
      const found = await drafts.get(placeOf(request, 'draft'));
      if (asked.code !== 'read') sendProblem(response, asked);
      else if (found.code !== 'found') sendProblem(response, found);
      else {
        const { draft } = found;
        const { file, text } = asked.value;
        if (!filesOf(draft).has(file) && !isNewFileName(file)) {
          sendProblem(response, { code: 'not-found', what: 'file', name: file });
          return;
        }
        const { from, released } = draft;
        const files = filesOf(withFile(draft, file, text, draft.changedAt));
        const task = taskOf({ files, file, from, released, now: clock() }, asked.value);
        await answerOnce({ work }, response, draft, task, (news) => {
          if (news.kind === 'form') response.json(news.form);
          else if (news.kind === 'edit') response.json(news.answer);
          else throw new RangeError('A form was asked for.');
        });
      }
    });
  };

  routeOn(router, '/book-data/drafts/:draft/form')
    .post((request, response) => {
      answer(request, response, readFormRequest, (opened) => ({ kind: 'form', ...opened }));
    })
    .all(refuseOtherMethods('POST'));

  routeOn(router, '/book-data/drafts/:draft/edit')
    .post((request, response) => {
      answer(request, response, readEditRequest, (opened, { change }) => ({
        kind: 'edit',
        ...opened,
        change,
      }));
    })
    .all(refuseOtherMethods('POST'));

  return router;
};
