import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';
import type { DraftNews } from '../../../src/service/drafts/trial/draft-task.js';
import { makeDraftWork } from '../../../src/service/drafts/trial/draft-work.js';
import { WorkStopped } from '../../../src/workers/work-stopped.js';

const folder = new URL('../../edition/fixtures/library-lending/2025-03-01/', import.meta.url).pathname;
const files = await readEditionFolder(folder);
const fee = files.get('fee.yaml') ?? '';
const facts = files.get('facts.yaml') ?? '';

/** The rule set with a text in the place of an expression, which is asked for when its first rule is told. */
const withExpression = (expression: string): string =>
  fee.replace('days: lateDays', `days: ${JSON.stringify(expression)}`);
const withReason = (reason: string): string =>
  fee.replace("'The item is back by {loanPeriod.endsAt}.'", JSON.stringify(reason));
const withFact = (declaration: string): string =>
  facts.replace('facts:\n', `facts:\n  hostile: ${declaration}\n`);

describe('what a draft says', () => {
  it('is never run, and reads no file', async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'hostile-'));
    t.after(() => rm(directory, { recursive: true }));
    const marker = join(directory, 'was-here');
    const code = `require('fs').writeFileSync('${marker}', '')`;
    const made = `process.binding('fs') || ${code}`;
    const work = makeDraftWork({ width: 1, waiting: 1, deadlineMs: 120_000, heapMb: 512, idleMs: 1 });
    const tried: readonly (readonly [string, string])[] = [
      ['fee.yaml', withExpression(code)],
      ['fee.yaml', withExpression(`constructor.constructor("${made}")()`)],
      ['fee.yaml', withExpression(`lateDays.constructor.constructor("${made}")()`)],
      ['fee.yaml', withExpression('"${' + code + '}"')],
      ['fee.yaml', withExpression('`${' + code + '}`')],
      ['fee.yaml', withExpression('"\\u2028"; ' + code)],
      ['fee.yaml', withExpression(`0) || ${code} || (0`)],
      ['fee.yaml', withExpression('if true then globalThis else __proto__')],
      ['fee.yaml', withExpression('{ "__proto__": 1 }.__proto__')],
      ['fee.yaml', withReason(`{${code}}`)],
      ['fee.yaml', withReason('${' + code + '} `{lateDays}` */ ' + code)],
      ['fee.yaml', fee.replace('decision: fee', `decision: "fee'; ${code}; '"`)],
      ['fee.yaml', fee.replace('id: late\n', `id: "late\\n${code}"\n`)],
      ['fee.yaml', `x: !!js/function "function () { ${code} }"\n${fee}`],
      ['fee.yaml', `x: !include ../../../../../../etc/passwd\n${fee}`],
      ['facts.yaml', withFact(`{ type: text, pattern: "a'; ${code.replaceAll("'", '')}; //" }`)],
      ['facts.yaml', withFact('{ type: text, $ref: "file:///etc/passwd" }')],
      [
        'edition.yaml',
        (files.get('edition.yaml') ?? '').replace('contract.txt', '../../../../../../../../../etc/passwd'),
      ],
      ['__proto__.yaml', fee],
    ];
    for (const [name, text] of tried) {
      assert.notEqual(text, files.get(name), `the attack changes ${name}`);
      const news: DraftNews[] = [];
      const taken = work.take(
        { kind: 'check', files: new Map([...files, [name, text]]), deep: true },
        { draft: 'a', author: null, signal: new AbortController().signal, told: (one) => news.push(one) },
      );
      assert.ok(taken.code === 'taken');
      await taken.done;
      const told = JSON.stringify(news);
      assert.ok(!existsSync(marker), text);
      assert.doesNotMatch(told, /root:x?:0/, text);
      assert.ok(news[0]?.kind === 'checked');
    }
  });

  it('takes no more than its thread may, however it is nested, repeated or entangled', async () => {
    const work = makeDraftWork({ width: 1, waiting: 1, deadlineMs: 3_000, heapMb: 256, idleMs: 1 });
    const many = 64 * 1024;
    const laughs = Array.from(
      { length: 12 },
      (_, nth) => `x${nth + 1}: &x${nth + 1} [${`*x${nth},`.repeat(9)}*x${nth}]`,
    );
    const tried: readonly (readonly [string, string])[] = [
      ['fee.yaml', `x0: &x0 [a]\n${laughs.join('\n')}\n${fee}`],
      ['fee.yaml', '['.repeat(many)],
      ['fee.yaml', '- '.repeat(many / 2)],
      ['fee.yaml', `? ${'{'.repeat(10_000)}`],
      ['fee.yaml', withExpression('('.repeat(many))],
      ['fee.yaml', withExpression(`${'not('.repeat(5_000)}true${')'.repeat(5_000)}`)],
      ['fee.yaml', withExpression(Array.from({ length: 5_000 }, () => '1').join(' + '))],
      ['fee.yaml', withExpression(`for x in ${'['.repeat(2_000)}1${']'.repeat(2_000)} return x`)],
      ['fee.yaml', withExpression(`"${'a'.repeat(many)}"`)],
      ['fee.yaml', withReason('{lateDays} '.repeat(3_000))],
      ['facts.yaml', withFact('{ type: text, pattern: "(a+)+$" }')],
      ['facts.yaml', withFact(`{ type: text, pattern: "${'(a?'.repeat(2_000)}${')'.repeat(2_000)}" }`)],
      [
        'facts.yaml',
        withFact(
          `{ type: text, values: [${Array.from({ length: 5_000 }, (_, nth) => `v${nth}`).join(', ')}] }`,
        ),
      ],
      [
        'facts.yaml',
        `${facts}${Array.from({ length: 1_000 }, (_, nth) => `  f${nth}: { type: integer }\n`).join('')}`,
      ],
      ['contract.txt', '1.1 \n'.repeat(5_000)],
      ['ledger.yaml', 'a: b\n'.repeat(5_000)],
    ];
    for (const [name, text] of tried) {
      const news: DraftNews[] = [];
      const taken = work.take(
        { kind: 'check', files: new Map([...files, [name, text]]), deep: false },
        { draft: 'a', author: null, signal: new AbortController().signal, told: (one) => news.push(one) },
      );
      assert.ok(taken.code === 'taken');
      // It is told what is wrong, or that it came to a limit; never a defect.
      await taken.done.catch((error: unknown) => {
        assert.ok(
          error instanceof WorkStopped && error.reason !== 'ended',
          `${text.slice(0, 200)}: ${String(error)}`,
        );
      });
      const size = JSON.stringify(news).length;
      assert.ok(size < 1024 * 1024, `${name}: ${size} characters are told`);
    }
  });
});
