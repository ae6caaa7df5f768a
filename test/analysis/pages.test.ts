import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkEdition } from '../../src/analysis/check-edition.js';
import { pagesToHtml } from '../../src/analysis/pages/html.js';
import { pageToMarkdown } from '../../src/analysis/pages/markdown.js';
import type { Page } from '../../src/analysis/pages/page.js';
import { sectionPages, type ScenarioResult } from '../../src/analysis/section-pages.js';
import { compileFeatures } from '../../src/scenarios/compile-features.js';
import type { Json } from '../../src/scenarios/json.js';
import { parseContract } from '../../src/contract/parse-contract.js';
import { boatHire } from '../support/boat-hire.js';
import { libraryFiles } from '../edition/library.js';
import { librarySources } from '../scenarios/support/late-items.js';

const edition = checkEdition(libraryFiles).edition;
assert.ok(edition !== undefined);
const { scenarios } = compileFeatures(librarySources());

/** Results with answers that rest on these clauses. */
const results = (clauses: readonly (readonly string[])[], failed = -1, digest = edition.identity.digest) =>
  scenarios.map((scenario, at): ScenarioResult => {
    const body: Json = { edition: { digest }, clauses: (clauses[at] ?? []).map((id) => ({ id })) };
    const failures = at === failed ? ['`outcome` is "owed", not "free"'] : [];
    return { scenario, passed: failures.length === 0, failures, answers: [{ status: 200, body }] };
  });

const decided = [['3.1'], ['1.3', '3.1'], ['3.2'], []];
const markdownOf = (pages: readonly Page[], name: string): string => {
  const page = pages.find((one) => one.name === name);
  assert.ok(page !== undefined, name);
  return pageToMarkdown(page);
};

describe('the page of a section', () => {
  test('is called what is printed, with the number that its heading has', () => {
    const text = [
      'Hire',
      '# Article IV Boats',
      '[IV.1] Boats go out.',
      '# 7. Storms',
      '[7.1] Boats stay in.',
    ];
    const contract = parseContract(text.join('\n'));
    assert.ok(contract.ok);
    const titles = sectionPages({ ...edition, contract: contract.contract }, []).map(({ title }) => title);
    assert.deepEqual(titles.slice(1), ['Article IV Boats', '7. Storms']);
    assert.ok(sectionPages(edition, []).some(({ title }) => title === '3. Late Items'));
  });

  test('says the functions that cite a clause, as it says definitions', () => {
    const hire = boatHire({
      facts: 'wind: { type: integer }',
      functions: `
- { function: weighed, parameters: { n: { type: integer }, by: { type: integer } }, result: { type: integer }, clauses: ["1.3"], describes: The wind as it counts., is: n * by }`,
      rules: '- { id: out, when: always, then: { outcome: goes, because: "{load}" } }',
      definitions: '- { term: load, clauses: ["1.4"], is: "weighed(wind, 2)" }',
    });
    const page = sectionPages(hire, []).find(({ name }) => name === 'section-01');
    assert.ok(page !== undefined);
    const told = pageToMarkdown(page).split(/## 1\.[34]/)[1] ?? '';
    assert.match(told, /### Definitions\n\n- `weighed\(n, by\)` is `n \* by` \(The wind as it counts\.\)/);
  });
});

describe('the pages of an edition', () => {
  const pages = sectionPages(edition, results(decided));

  test('are an index and one for each section', () => {
    assert.deepEqual(
      pages.map(({ name }) => name),
      ['index', 'section-00', 'section-01', 'section-02', 'section-03'],
    );
    const index = markdownOf(pages, 'index');
    assert.match(index, /^# Lending Agreement|^# /);
    assert.match(index, /\*\*4 scenarios, all passed\.\*\*/);
    assert.match(index, /\[3\. Late Items\]\(section-03\.md\)/);
  });

  test('say the words, what a clause is for, and its rules', () => {
    const page = markdownOf(pages, 'section-03');
    assert.match(page, /## 3\.1\n\n> A Member who returns an item after/);
    assert.match(page, /\*\*Decides cases of fee\.\*\*/);
    assert.match(page, /\*\*fee:\*\* Owed when the late days are more than 0\. `late`/);
    assert.match(page, /- Force: what must be \(must\)\./);
    assert.match(page, /- Told as: “The item is \\\[the late days\\\] days late\.”/);
    assert.match(page, /- Stands in `fee\.yaml:\d+`\./);
    assert.match(markdownOf(pages, 'section-00'), /\*\*Decides nothing by itself\.\*\* It says what/);
  });

  test('say figures with their dates, and that they are samples', () => {
    const page = markdownOf(pages, 'section-01');
    assert.match(
      page,
      /`feePerDay`: The fee for a day\. Changed by the library's board\. \*\*A sample, not a real figure\.\*\*/,
    );
    assert.match(page, /\| 1 June 2025, 00:00 UTC \| 1 May 2025, 00:00 UTC \| EUR 0\.30 \|/);
  });

  test('say readings with what was taken and rejected, and which scenarios show them', () => {
    assert.match(
      markdownOf(pages, 'section-01'),
      /\*\*R1:\*\* “each day or part of a day”[^]*\*\*Rejected:\*\* calendar days[^]*Shown by A minute late is a day late \(did not run\)/,
    );
    assert.match(markdownOf(pages, 'section-03'), /No scenario shows it\./);
  });

  test('show a scenario with its steps under the clause that it is tagged with', () => {
    const page = markdownOf(pages, 'section-03');
    assert.match(
      page,
      /<details id="scenario-3"><summary>✓ passed: Proven hardship may be heard \(decided by 3\.2\)<\/summary>\n\n- \*\*Given\*\* an item worth EUR 25\.00/,
    );
    assert.match(page, /## Scenarios of no single clause\n\n<details id="scenario-4">/);
    assert.match(page, /\(path: value; loan\.title: \\<b\\>\)/);
  });

  test('list a scenario under a clause that decided in it without a tag, with a link', () => {
    assert.match(
      markdownOf(pages, 'section-01'),
      /A rule of this clause also decided in 1 further scenario, all passed<\/summary>\n\n- ✓ passed: \[Each day that has started counts: [^\]]+\]\(section-03\.md#scenario-2\)/,
    );
  });

  test('say by which clauses a scenario was decided, none where another release did', () => {
    for (const given of [results([[], [], [], []]), results(decided, -1, 'sha256:other')])
      assert.match(
        markdownOf(sectionPages(edition, given), 'section-03'),
        /Proven hardship may be heard \(no clause decided\)/,
      );
  });

  test('say what failed, and how', () => {
    const failing = sectionPages(edition, results(decided, 2));
    assert.match(
      markdownOf(failing, 'index'),
      /\*\*4 scenarios, 1 FAILED\.\*\*[^]*## Scenarios that failed\n\n- ✗ FAILED: \[Proven/,
    );
    assert.match(
      markdownOf(failing, 'section-03'),
      /✗ FAILED: Proven hardship may be heard[^]*- \*\*Failed:\*\* \\`outcome\\` is "owed", not "free"/,
    );
  });

  test('are one document of HTML whose links all lead somewhere, without scripts', () => {
    const html = pagesToHtml(edition.title, pages);
    const places = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const ids = [...html.matchAll(/ id="/g)];
    assert.equal(places.size, ids.length);
    const links = [...html.matchAll(/href="#([^"]*)"/g)].map(([, to]) => to);
    assert.ok(links.length > 10);
    assert.deepEqual(
      links.filter((to) => !places.has(to)),
      [],
    );
    assert.doesNotMatch(html, /<script|https?:\/\/|<b>/);
  });
});

describe('what is text stays text', () => {
  const nasty = '<script>alert("1")</script> & *not strong* `x` [a](b) | c';
  const page: Page = {
    name: 'p"',
    title: nasty,
    blocks: [
      {
        kind: 'paragraph',
        text: ['1. no list ', { kind: 'strong', text: nasty }, { kind: 'code', text: 'a`b|c' }],
      },
      { kind: 'quote', text: '- no list' },
      { kind: 'table', head: ['h'], rows: [[nasty]] },
      { kind: 'details', summary: nasty, anchor: 'x"', blocks: [] },
    ],
  };

  test('in HTML', () => {
    const html = pagesToHtml(nasty, [page]);
    assert.doesNotMatch(html, /<script/);
    assert.match(html, /<h1>&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt; &amp; \*not/);
    assert.match(html, /<section id="p&quot;">/);
  });

  test('in Markdown', () => {
    const markdown = pageToMarkdown(page);
    assert.doesNotMatch(markdown, /(?<!\\)<script/);
    assert.match(
      markdown,
      /^# \\<script\\>alert\("1"\)\\<\/script\\> &amp; \\\*not strong\\\* \\`x\\` \\\[a\\\]\(b\) \\\| c$/m,
    );
    assert.match(markdown, /^1\\\. no list \*\*/m);
    assert.match(markdown, /`` a`b\\\|c ``/);
    assert.match(markdown, /^> \\- no list$/m);
    assert.match(markdown, /<details id="x&quot;"><summary>&lt;script&gt;/);
  });
});
