import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { startService } from '../../src/clausebook.js';

/** What a client of somebody else may write by the types that are generated from `/openapi.json`. */
const client = `
import type { components, paths } from './service.js';

type Refund = components['schemas']['refund-answer'];
type Asked = paths['/decide/refund']['post']['requestBody']['content']['application/json'];
type Listed = Extract<paths['/decide']['post']['requestBody']['content']['application/json'], readonly unknown[]>;

const post = async <Body, Answer>(path: string, body: Body): Promise<Answer> => {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Answer;
};

const ask = (facts: Asked['facts']): Asked => ({
  asOf: '2026-08-15T12:00:00Z',
  facts,
  invalid: [{ clause: '6.1', authority: 'A court' }],
});
// @ts-expect-error A request has no such member, and facts that are needed may not be left out.
export const wrong: Asked = { facts: ask({}).facts, who: 'me' };
// @ts-expect-error The currency is a text.
export const wrongFacts: Partial<Asked['facts']> = { refunded: { minor: 1, currency: 1 } };

export const refund = async (asked: Asked): Promise<number> => {
  const answer = await post<Asked, Refund>('/decide/refund', asked);
  // @ts-expect-error As long as it may be unresolved, there is perhaps no amount.
  answer.effects.amount.minor;
  if (answer.outcome === 'unresolved') {
    const conflict: readonly string[] = answer.conflict;
    const none: null | undefined = answer.effects.amount;
    // @ts-expect-error What is unresolved has no effects.
    answer.effects.amount.minor;
    if (none !== undefined) return 0;
    return conflict.length;
  }
  const { minor, currency } = answer.effects.amount;
  const said: string = currency;
  // @ts-expect-error It has no such outcome.
  if (answer.outcome === 'perhaps') return 0;
  // @ts-expect-error It has no such effect.
  answer.effects.bonus;
  const choice: string | undefined = answer.discretion?.recommended;
  return minor + said.length + (choice ?? '').length + answer.clauses.map(({ because }) => because).length;
};

export const several = async (asked: Asked): Promise<readonly string[]> => {
  const items: Listed = [{ ...asked, decision: 'refund' }];
  // @ts-expect-error There is no such decision.
  items.push({ ...asked, decision: 'loan' });
  const { answers } = await post<Listed, components['schemas']['Batch']>('/decide', items);
  return answers.map(({ status, answer, problem }) =>
    problem !== undefined ? problem.code : answer !== undefined && 'outcome' in answer ? answer.outcome : String(status),
  );
};

export const traced = (trace: components['schemas']['Trace']): boolean =>
  // @ts-expect-error It is no text.
  trace.rules.every(({ when }) => when.kind !== 'all' || when.of.length > 0) && trace.reproduced.length > 0;
`;

it('has types from which a client is generated that reads an amount by its name, and no wrong read compiles', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'client-'));
  t.after(() => rm(directory, { recursive: true }));
  const service = await startService({
    editionsDirectory: fileURLToPath(new URL('../../rules', import.meta.url)),
    dataDirectory: null,
  });
  t.after(() => service.close());
  const types = astToString(await openapiTS(new URL('/openapi.json', service.url)));
  await writeFile(join(directory, 'service.ts'), types);
  await writeFile(join(directory, 'client.ts'), client);
  const program = ts.createProgram([join(directory, 'client.ts')], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  assert.deepEqual(
    ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText, start, file }) => [
        file === undefined || start === undefined ? null : file.getLineAndCharacterOfPosition(start).line,
        ts.flattenDiagnosticMessageText(messageText, '\n'),
      ]),
    [],
  );
});
