import { Router, type Request, type Response } from 'express';
import type { Diagnostic } from '../../edition/read/diagnostic.js';
import type { Failure } from '../http/failure.js';
import { placeOf, refuseOtherMethods } from '../http/routes/replies.js';
import { routeOn } from '../http/routes/route-on.js';
import { sendProblem } from '../http/send.js';
import { defaultDraftLimits, filesOf, isNewFileName, withFile } from './draft.js';
import type { DraftTask } from './trial/draft-task.js';
import { answerOnce, type AnsweringParts } from './answer-once.js';
import type { Drafts } from './drafts.js';
import type { FormFile } from './draft-forms.js';
import type { ReadJson } from '../http/request/read-json-body.js';
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

  routeOn(router, '/book-data/drafts/:draft/tables/:table', { query: ['separator'], types: ['text/csv'] })
    .get(async (request, response) => {
      const separator = separatorNamed(request.query['separator']);
      const found = await drafts.get(placeOf(request, 'draft'));
      if (separator === undefined) sendProblem(response, unknownSeparator);
      else if (found.code !== 'found') sendProblem(response, found);
      else {
        const table = placeOf(request, 'table');
        const task = { kind: 'table-csv', files: filesOf(found.draft), table, separator } as const;
        await answerOnce({ work }, response, found.draft, task, (news) => {
          if (news.kind !== 'table-csv') throw new RangeError('A table was asked for.');
          if (news.made.code === 'exchanged')
            response.attachment(`${table}.csv`).type('text/csv; charset=utf-8').send(news.made.text);
          else if (news.made.code === 'no-table')
            sendProblem(response, { code: 'not-found', what: 'table', name: table });
          else sendProblem(response, unreadableRows(news.made.diagnostics));
        });
      }
    })
    .all(refuseOtherMethods('GET'));

  return router;
};

const separatorNamed = (name: unknown): string | undefined =>
  name === undefined ? ',' : typeof name === 'string' ? separators.get(name) : undefined;

const separators: ReadonlyMap<string, string> = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
]);

/** Rows with errors have no form in CSV. */
const unreadableRows = (
  diagnostics: readonly Diagnostic[],
): Extract<Failure, { readonly code: 'invalid-request' }> => ({
  code: 'invalid-request',
  errors: diagnostics.map(({ file, line, message, hint }) => ({
    pointer: '',
    code: 'not-allowed',
    message: `${file}, line ${line}: ${message} ${hint}`,
  })),
});

const unknownSeparator = {
  code: 'invalid-request',
  errors: [
    {
      pointer: '',
      code: 'not-allowed',
      message: 'The query parameter `separator` is `comma`, `semicolon` or `tab`.',
    },
  ],
} as const;
