import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tellReport, type Report } from '../../src/audit/store/failures.js';

it('tells each report in one line that names what it is about', () => {
  const cause = new Error('no space left on device');
  const reports: readonly (readonly [Report, RegExp])[] = [
    [
      { code: 'torn-tail', at: 'journal/000000000001.jsonl:3', bytes: 12, keptAs: 'journal/torn-1.bin' },
      /^journal\/000000000001\.jsonl:3: .*12 bytes .*journal\/torn-1\.bin/,
    ],
    [{ code: 'lock-taken-over', pid: 17, host: 'here', since: '2030-01-01T00:00:00.000Z' }, /17.*2030/],
    [{ code: 'lock-copied', from: '/srv/data' }, /`\/srv\/data`.*copy/],
    [{ code: 'catalogue-rewritten', because: 'unreadable' }, /could not be read/],
    [{ code: 'catalogue-rewritten', because: 'journal-shorter' }, /gone/],
    [{ code: 'catalogue-not-written', cause }, /no space/],
    [{ code: 'release-unreadable', file: 'releases/ab.json', cause }, /^releases\/ab\.json/],
    [{ code: 'release-missing', digest: 'sha256:ab' }, /sha256:ab/],
    [{ code: 'write-failed', cause }, /refused.*no space/],
    [{ code: 'write-recovered' }, /again/],
  ];
  for (const [report, words] of reports) {
    assert.match(tellReport(report), words);
    assert.ok(!tellReport(report).includes('\n'));
  }
});
