import { idOfFigure } from './property.js';
import type { ProvedDecision, ProvedProperty } from './proved.js';

/** What is asked of figures that make no difference to a decision. */
export interface Elsewhere {
  /** The decisions of the edition that need a figure. */
  readonly neededBy: (figure: string) => readonly string[];
  /** Whether a known case shows that a figure matters to a decision that is not proved here. */
  readonly isShown: (figure: string, decision: string) => Promise<boolean>;
}

/**
 * A figure is without effect only where it makes no difference to any decision of its edition. Of one that does to another decision, what is known of
 * this one is told as it is, and is no finding.
 */
export const withFiguresElsewhere = async (
  decisions: readonly ProvedDecision[],
  elsewhere: Elsewhere,
): Promise<readonly ProvedDecision[]> => {
  const tried = new Map(decisions.map((one) => [one.decision, one]));
  const matters = async (figure: string, decision: string): Promise<boolean> => {
    const proved = tried.get(decision);
    if (proved === undefined) return elsewhere.isShown(figure, decision);
    return (
      proved.code === 'tried' &&
      proved.properties.some(({ id, verdict }) => id === idOfFigure(figure) && verdict === 'shown')
    );
  };
  const told = async (property: ProvedProperty, own: string): Promise<ProvedProperty> => {
    const figure = figureOfId(property);
    if (figure === undefined || (property.verdict !== 'idle' && property.verdict !== 'unknown'))
      return property;
    const others: string[] = [];
    for (const decision of elsewhere.neededBy(figure))
      if (decision !== own && (await matters(figure, decision))) others.push(decision);
    return others.length === 0 ? property : { ...property, verdict: 'elsewhere', matters: others };
  };
  return Promise.all(
    decisions.map(async (one) =>
      one.code === 'tried'
        ? {
            ...one,
            properties: await Promise.all(one.properties.map((property) => told(property, one.decision))),
          }
        : one,
    ),
  );
};

const figureOfId = ({ id, kind }: ProvedProperty): string | undefined =>
  kind === 'parameter-matters' ? id.slice(idOfFigure('').length) : undefined;
