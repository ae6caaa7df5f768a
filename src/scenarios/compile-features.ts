import { basename } from 'node:path';
import type { Check } from './check.js';
import { makeMatchStep, type MatchStep } from './match-step.js';
import { readPhraseTable } from './phrase-table.js';
import { readGherkin, type FeatureText, type GherkinScenario, type GherkinStep } from './read-gherkin.js';
import type { Request, Scenario } from './scenario.js';
import { nothingSaid, type StepResult, type CaseSoFar } from './step.js';

/** The scenarios of one contract, as they are written. */
export interface FeatureSources {
  /** The contract, as its folder of features is named. */
  readonly document: string;
  readonly features: readonly FeatureText[];
  /** The phrase table. */
  readonly phrases: FeatureText;
}

/** Scenarios that can be run, and what is wrong with the others, each as `file:line: what, and what to do`. */
export interface CompiledFeatures {
  /** In the order of the files, then of their lines. */
  readonly scenarios: readonly Scenario[];
  readonly faults: readonly string[];
}

/**
 * Understands every scenario of a contract: what it asks, and what it requires of the answers. A sentence that no phrase says, or
 * several, a scenario that asks nothing, and one that checks nothing are faults.
 */
export const compileFeatures = ({ document, features, phrases }: FeatureSources): CompiledFeatures => {
  const read = readPhraseTable(document, phrases.uri, phrases.text);
  if (read.code === 'faults') return { scenarios: [], faults: read.faults };
  const { matchStep, faults: unusable } = makeMatchStep(read.table);
  const faults: string[] = [...unusable];
  const scenarios = features.flatMap((file) => {
    const { feature, scenarios: written, described, faults: wrong } = readGherkin(file);
    faults.push(...wrong);
    for (const { line, text } of described)
      if (isStep(text, matchStep))
        faults.push(
          `${file.uri}:${line}: \`${text}\` is read as a description, and does nothing: see whether its first word, or the keyword above it, is misspelt.`,
        );
    const section = sectionOf(feature) ?? sectionOf(basename(file.uri));
    const told = new Map<number, Set<string>>();
    const found = written.flatMap((scenario) => {
      const understood = understand(document, scenario, matchStep);
      // Where an outline is wrong, its sentences are not filled, and its table may stand as a scenario.
      const isOfOutline = (why: string): boolean =>
        wrong.length > 0 && (/`[^`]*<[^<>`]+>[^`]*`/.test(why) || scenario.steps.length === 0);
      for (const { line, why } of understood.faults)
        if (!isOfOutline(why)) told.set(line, (told.get(line) ?? new Set()).add(why));
      if (understood.faults.length > 0) return [];
      const { title, line, tags } = scenario;
      const steps = scenario.steps.map(({ keyword, text, table }) => ({ keyword, text, table: table ?? [] }));
      const { asks, checkSteps } = understood;
      return [{ title, document, feature, section, uri: file.uri, line, tags, steps, asks, checkSteps }];
    });
    // A step of an outline is wrong in each of its rows.
    for (const [line, [first = '', ...others]] of told)
      faults.push(
        `${file.uri}:${line}: ${first}${others.length === 0 ? '' : ` The same line is wrong with ${others.length} more ${others.length === 1 ? 'row' : 'rows'} of its examples.`}`,
      );
    return found;
  });
  return { scenarios, faults: [...new Set(faults)] };
};

/** Whether what follows the first word of a line is said by a phrase. */
const isStep = (text: string, matchStep: MatchStep): boolean => {
  const sentence = /^\S+\s+(.+)$/.exec(text)?.[1];
  return sentence !== undefined && matchStep(sentence).code === 'matched';
};

const sectionOf = (title: string): number | null => {
  const digits = /^\d+/.exec(title)?.[0];
  return digits === undefined ? null : Number(digits);
};

interface Fault {
  readonly line: number;
  readonly why: string;
}

interface Understood {
  readonly asks: readonly (Request & { readonly checks: readonly Check[] })[];
  readonly checkSteps: readonly (readonly number[])[];
  readonly faults: readonly Fault[];
}

const understand = (document: string, scenario: GherkinScenario, matchStep: MatchStep): Understood => {
  const asks: (Request & { readonly checks: Check[] })[] = [];
  const checkSteps: number[][] = [];
  const faults: Fault[] = [];
  let said = nothingSaid(document);
  for (const [place, step] of scenario.steps.entries()) {
    const done = performStep(said, step, matchStep);
    if (done.code === 'not-understood') {
      faults.push({ line: step.line, why: done.why });
      continue;
    }
    said = done.said;
    if (done.request !== null) {
      asks.push({ ...done.request, checks: [] });
      checkSteps.push([]);
    }
    const asked = asks.at(-1);
    checkSteps.at(-1)?.push(...done.checks.map(() => place));
    if (asked !== undefined) asked.checks.push(...done.checks);
    // Where a step was not understood, it may be the one that asks.
    else if (done.checks.length > 0 && faults.length === 0)
      faults.push({
        line: step.line,
        why: `\`${step.text}\` is about an answer, and nothing was asked yet.`,
      });
  }
  if (faults.length > 0) return { asks, checkSteps, faults };
  const { line, title } = scenario;
  if (asks.length === 0)
    faults.push({ line, why: `The scenario “${title}” asks nothing: add a step that asks for a decision.` });
  else if (asks.every(({ checks }) => checks.length === 0))
    faults.push({ line, why: `The scenario “${title}” checks nothing: say what the answer is.` });
  return { asks, checkSteps, faults };
};

const performStep = (said: CaseSoFar, step: GherkinStep, matchStep: MatchStep): StepResult => {
  const match = matchStep(step.text);
  if (match.code === 'not-matched') return { code: 'not-understood', why: match.why() };
  if (step.hasDocString)
    return { code: 'not-understood', why: `\`${step.text}\` takes no text block below it.` };
  if (match.step.takesTable !== (step.table !== null)) {
    const takes = match.step.takesTable
      ? 'has a table below it, and here is none'
      : 'takes no table below it';
    return { code: 'not-understood', why: `\`${step.text}\` ${takes}.` };
  }
  return match.step.perform(said, match.parameters, step.table ?? []);
};
