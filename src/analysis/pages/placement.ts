import { clausesOfTags, tagOf } from '../../contract/clause-tag.js';
import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Answer } from '../../scenarios/check.js';
import { isList, isObject, type Json } from '../../scenarios/json.js';
import { valueAt } from '../../scenarios/paths.js';
import type { ScenarioRun } from '../../scenarios/run-scenario.js';
import type { Scenario } from '../../scenarios/scenario.js';

/** A scenario and how it ended. */
export interface ScenarioResult extends ScenarioRun {
  readonly scenario: Scenario;
}

/** A scenario with the place where it is shown in full. */
export interface PlacedScenario {
  readonly result: ScenarioResult;
  /** The first clause of the contract among its tags. */
  readonly first: ClauseId | null;
  /** The clauses on which the decisions rest that this edition gave in it. */
  readonly clauses: ReadonlySet<ClauseId>;
  readonly home: { readonly page: string; readonly anchor: string };
}

/** Where each scenario belongs: by its tags, and by which clauses decided in it. */
export interface Placement {
  readonly all: readonly PlacedScenario[];
  readonly taggedWith: (clause: ClauseId) => readonly PlacedScenario[];
  readonly decidedBy: (clause: ClauseId) => readonly PlacedScenario[];
  /** Those that no clause's tag leads to, whose home is the page. */
  readonly untagged: (page: string) => readonly PlacedScenario[];
}

/** The page of those scenarios that belong to no section. */
export const otherScenarios = 'other-scenarios';

/** The name of a section's page: `section-06`. */
export const pageOfSection = (section: number): string => `section-${String(section).padStart(2, '0')}`;

/** Finds the place of each scenario. */
export const placeScenarios = (edition: Edition, results: readonly ScenarioResult[]): Placement => {
  const { clauses } = edition.contract;
  const sections = new Set([...clauses.values()].map(({ section }) => section));
  const all = results.map((result, at): PlacedScenario => {
    const { tags, section } = result.scenario;
    const [first = null] = clausesOfTags(tags, clauses.keys());
    const of = first === null ? section : (clauses.get(first)?.section ?? section);
    const page = of !== null && sections.has(of) ? pageOfSection(of) : otherScenarios;
    const home = { page, anchor: `scenario-${at + 1}` };
    return { result, first, clauses: decidingClauses(edition, result.answers), home };
  });
  return {
    all,
    taggedWith: (clause) => all.filter(({ result }) => result.scenario.tags.includes(tagOf(clause))),
    decidedBy: (clause) => all.filter((placed) => placed.clauses.has(clause)),
    untagged: (page) => all.filter(({ first, home }) => first === null && home.page === page),
  };
};

const decidingClauses = (edition: Edition, answers: readonly Answer[]): ReadonlySet<ClauseId> =>
  new Set(
    answers
      .filter(({ body }) => valueAt(body, 'edition.digest') === edition.identity.digest)
      .flatMap(({ body }) => clauseIds(valueAt(body, 'clauses'))),
  );

const clauseIds = (cited: Json | undefined): readonly ClauseId[] =>
  isList(cited)
    ? cited.map((item) => (isObject(item) ? item['id'] : undefined)).filter((id) => typeof id === 'string')
    : [];
