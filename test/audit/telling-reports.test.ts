import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tellReport, type Report } from '../../src/audit/store/failures.js';

it('tells each report in one line that names what it is about', () => {
  const cause = new Error('no space left on device');
  const reports: readonly (readonly [Report, RegExp])[] = [
    [{ code: 'removal-not-cleared', cause }, /removed.*no space/],
    [{ code: 'write-failed', cause }, /refused.*no space/],
    [{ code: 'write-recovered' }, /again/],
  ];
  for (const [report, words] of reports) {
    assert.match(tellReport(report), words);
    assert.ok(!tellReport(report).includes('\n'));
  }
});
