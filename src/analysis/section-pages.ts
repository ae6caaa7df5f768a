import { counted } from '../language/numbers/counted.js';
import type { Edition } from '../edition/model/edition.js';
import { anchorOf, clauseBlocks } from './pages/clause-blocks.js';
import { code, heading, paragraph, strong, type Block, type Page, type Text } from './pages/page.js';
import {
  otherScenarios,
  pageOfSection,
  placeScenarios,
  type Placement,
  type ScenarioResult,
} from './pages/placement.js';
import { mark, scenarioBlock } from './pages/scenario-blocks.js';

export type { ScenarioResult } from './pages/placement.js';

/**
 * What an edition says and what proves it, for whoever does not read YAML: an index, then a page for each section of the contract, then
 * one for scenarios of no section where there are some.
 */
export const sectionPages = (edition: Edition, results: readonly ScenarioResult[]): readonly Page[] => {
  const placement = placeScenarios(edition, results);
  const sections = sectionsOf(edition).map((section) => sectionPage(edition, section, placement));
  const others = placement.untagged(otherScenarios);
  const rest: Page = {
    name: otherScenarios,
    title: 'Scenarios of no section',
    blocks: others.map((placed) => scenarioBlock(placed, null)),
  };
  return [indexPage(edition, placement), ...sections, ...(others.length === 0 ? [] : [rest])];
};

interface Section {
  readonly number: number;
  readonly title: string;
}

/** The sections of the contract; what stands before the first heading is section 0. */
const sectionsOf = ({ contract }: Edition): readonly Section[] => {
  const before = [...contract.clauses.values()].some(({ section }) => section === 0);
  return [
    ...(before ? [{ number: 0, title: 'Before the first section' }] : []),
    ...contract.sections.map(({ number, label, heading: words }) => ({
      number,
      title: label === '' ? words : `${label}. ${words}`,
    })),
  ];
};

const clausesOf = ({ contract }: Edition, section: number) =>
  [...contract.clauses.values()].filter((clause) => clause.section === section);

const sectionPage = (edition: Edition, { number, title }: Section, placement: Placement): Page => {
  const name = pageOfSection(number);
  const untagged = placement.untagged(name);
  return {
    name,
    title,
    blocks: [
      paragraph({ kind: 'link', text: edition.title, page: 'index', anchor: null }),
      ...clausesOf(edition, number).flatMap((clause) => clauseBlocks(edition, clause, placement)),
      ...(untagged.length === 0
        ? []
        : [
            heading(2, 'Scenarios of no single clause'),
            ...untagged.map((placed) => scenarioBlock(placed, null)),
          ]),
    ],
  };
};

const indexPage = (edition: Edition, placement: Placement): Page => {
  const { document, revision, digest } = edition.identity;
  const failed = placement.all.filter(({ result }) => !result.passed);
  const rules = [...edition.decisions.values()].flatMap((set) => set.rules);
  return {
    name: 'index',
    title: edition.title,
    blocks: [
      paragraph(code(document), `, revision ${revision}, release `, code(digest), '.'),
      paragraph(
        `${counted(edition.contract.clauses.size, 'clause')}, ${counted(rules.length, 'rule')} of ${counted(edition.decisions.size, 'decision')}, ${counted(edition.readings.size, 'reading')}. `,
        strong(
          `${counted(placement.all.length, 'scenario')}, ${failed.length === 0 ? 'all passed' : `${failed.length} FAILED`}.`,
        ),
      ),
      {
        kind: 'table',
        head: ['section', 'clauses', 'rules', 'scenarios'],
        rows: sectionsOf(edition).map((section) => sectionRow(edition, section, placement)),
      },
      ...failedBlocks(failed),
    ],
  };
};

const sectionRow = (edition: Edition, { number, title }: Section, placement: Placement): readonly Text[] => {
  const page = pageOfSection(number);
  const clauses = clausesOf(edition, number);
  const rules = [...edition.decisions.values()].flatMap((set) =>
    set.rules.filter((rule) => clauses.some(({ id }) => rule.clauses.includes(id))),
  );
  const here = placement.all.filter(({ home }) => home.page === page);
  const failed = here.filter(({ result }) => !result.passed).length;
  const links = clauses.map(({ id }, at): Text => [
    at === 0 ? '' : ', ',
    { kind: 'link', text: id, page, anchor: anchorOf(id) },
  ]);
  return [
    [{ kind: 'link', text: title, page, anchor: null }],
    links.flat(),
    String(rules.length),
    `${here.length}${failed === 0 ? '' : `, ${failed} FAILED`}`,
  ];
};

const failedBlocks = (failed: Placement['all']): readonly Block[] =>
  failed.length === 0
    ? []
    : [
        heading(2, 'Scenarios that failed'),
        {
          kind: 'list',
          items: failed.map(({ result, home }) => [
            `${mark(false)} `,
            { kind: 'link', text: result.scenario.title, ...home },
          ]),
        },
      ];
