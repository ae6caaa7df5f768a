import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reportMarkdown, type Part, type Report } from '../../../src/cli/report/markdown.js';
import { editionPairs } from '../../../src/cli/report/edition-pairs.js';
import { boatsUntil } from '../support/boat-release.js';
import { temporary, writeEdition } from '../support/call.js';

const part = (more: Partial<Part>): Part => ({
  name: 'check',
  verdict: 'fine',
  line: 'nothing',
  text: '',
  ...more,
});
const report = (parts: readonly Part[]): Report => ({ against: null, parts, differences: [] });

describe('A report as Markdown', () => {
  test('shows what was printed as it was, and lets nothing in it be a mark, a tag or a mention', () => {
    const text = 'a\n```\n<script>\n````\n@everybody';
    const shown = reportMarkdown(report([part({ line: 'a | b <i> @ann `c`', text })]));
    assert.ok(shown.includes(`\n\`\`\`\`\`text\n${text}\n\`\`\`\`\`\n`), shown);
    assert.ok(shown.includes('| check | ✅ fine | a \\| b \\<i\\> @\u200bann \\`c\\` |'), shown);
  });

  test('is cut to what a comment takes, and says so', () => {
    const long = report([part({ verdict: 'failed', text: 'x'.repeat(70_000) }), part({ text: 'short' })]);
    assert.ok(reportMarkdown(long).length > 70_000);
    const cut = reportMarkdown(long, 65_000);
    assert.ok(cut.length <= 65_000);
    assert.match(cut, /Cut: the log of the run has the other 58000 characters\./);
    assert.match(cut, /```text\nshort\n```/);
    assert.match(cut, /something is wrong/);
  });
});

describe('The editions of two states', () => {
  test('are held against each other by revision, a new one against the latest before it', async (t) => {
    const before = await temporary(t);
    const now = await temporary(t);
    await writeEdition(before, 'boat-hire/2026', boatsUntil(8));
    await writeEdition(now, 'boat-hire/2026', boatsUntil(8));
    assert.deepEqual(await editionPairs(before, now), []);
    await writeEdition(now, 'boat-hire/2027', boatsUntil(6, '2027'));
    const told = async (one: string, other: string) =>
      (await editionPairs(one, other)).map((pair) => [
        pair.code,
        ...('before' in pair ? [pair.before.name] : []),
        ...('now' in pair ? [pair.now.name] : []),
      ]);
    assert.deepEqual(await told(before, now), [['next', 'boat-hire/2026', 'boat-hire/2027']]);
    assert.deepEqual(await told(now, before), [['gone', 'boat-hire/2027']]);
    await writeEdition(now, 'boat-hire/2026', boatsUntil(7));
    assert.deepEqual((await told(before, now))[0], ['changed', 'boat-hire/2026', 'boat-hire/2026']);
    assert.deepEqual(await told(`${before}/nothing`, before), [['new', 'boat-hire/2026']]);
  });
});
