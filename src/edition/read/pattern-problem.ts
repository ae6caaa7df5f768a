import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** Why a pattern can't be taken: it is no regular expression, or trying it may take time out of proportion to the length of a text. */
export type PatternProblem = 'syntax' | 'slow';

/**
 * What is wrong with a pattern of JSON Schema; `undefined` where it is a regular expression that is tried in linear time. That is proven: the
 * next character always decides how it goes on, or there are few ways through it at all. What looks around or back is not taken.
 */
export const patternProblem = (pattern: string): PatternProblem | undefined => {
  if (!known.has(pattern)) known.set(pattern, findProblem(pattern));
  return known.get(pattern);
};

const known = new Map<string, PatternProblem | undefined>();

const findProblem = (pattern: string): PatternProblem | undefined => {
  let parsed: AST.Pattern;
  try {
    new RegExp(pattern, 'u');
    parsed = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
  } catch {
    return 'syntax';
  }
  try {
    return isLinear(parsed) ? undefined : 'slow';
  } catch (error) {
    if (error instanceof NotProven) return 'slow';
    throw error;
  }
};

/** Something that is not proven to be linear. */
class NotProven extends Error {
  override readonly name = 'NotProven';
}

/** A place of the pattern that takes one character, and the places that may take the next one. */
interface Place {
  readonly takes: AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;
  /** One that may follow in two ways stands here twice. */
  readonly next: Place[];
}

/** A part of the pattern: where it begins and ends, and whether it may be empty. */
interface Part {
  readonly first: readonly Place[];
  readonly last: readonly Place[];
  readonly empty: boolean;
}

const mostPlaces = 2000;
const mostWays = 10_000;

const isLinear = ({ alternatives }: AST.Pattern): boolean => {
  const places: Place[] = [];
  const bodies = alternatives.map(({ elements }) => {
    const [start, end] = [isEdge(elements[0], 'start'), isEdge(elements.at(-1), 'end')];
    return { anchored: start, elements: elements.slice(start ? 1 : 0, end ? -1 : undefined) };
  });
  const whole = either(bodies.map(({ elements }) => sequence(elements, places)));
  const ways = waysThrough(whole.first);
  if (ways !== undefined) return ways <= mostWays;
  // Where it need not begin at the beginning, it is tried anew at each character.
  return (
    bodies.every(({ anchored }) => anchored) &&
    decides(whole.first) &&
    places.every(({ next }) => decides(next))
  );
};

const isEdge = (element: AST.Element | undefined, kind: 'start' | 'end'): boolean =>
  element?.type === 'Assertion' && element.kind === kind;

const nothing: Part = { first: [], last: [], empty: true };

const sequence = (elements: readonly AST.Element[], places: Place[]): Part =>
  elements.map((element) => partOf(element, places)).reduce(then, nothing);

const then = (one: Part, other: Part): Part => {
  for (const { next } of one.last) next.push(...other.first);
  return {
    first: one.empty ? [...one.first, ...other.first] : one.first,
    last: other.empty ? [...one.last, ...other.last] : other.last,
    empty: one.empty && other.empty,
  };
};

const either = (parts: readonly Part[]): Part => ({
  first: parts.flatMap(({ first }) => first),
  last: parts.flatMap(({ last }) => last),
  empty: parts.some(({ empty }) => empty),
});

const partOf = (element: AST.Element, places: Place[]): Part => {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      if (places.length >= mostPlaces) throw new NotProven();
      const place: Place = { takes: element, next: [] };
      places.push(place);
      return { first: [place], last: [place], empty: false };
    }
    case 'Group':
    case 'CapturingGroup':
      return either(element.alternatives.map(({ elements }) => sequence(elements, places)));
    case 'Quantifier':
      return repeated(element, places);
    case 'Assertion':
    case 'Backreference':
      throw new NotProven();
  }
};

const repeated = ({ element, min, max }: AST.Quantifier, places: Place[]): Part => {
  let whole = nothing;
  const again = (): Part => {
    if (places.length >= mostPlaces) throw new NotProven();
    return partOf(element, places);
  };
  // What may be empty could be repeated without an end; it takes no place then.
  const counted = max === Infinity ? Math.max(min, 1) : max;
  if (counted > mostPlaces) throw new NotProven();
  for (let times = 1; times <= counted; times += 1) {
    const part = again();
    if (times === counted && max === Infinity) for (const { next } of part.last) next.push(...part.first);
    whole = then(whole, times > min ? { ...part, empty: true } : part);
  }
  return whole;
};

/** How many ways lead through places from these on; `undefined` where some lead round. */
const waysThrough = (first: readonly Place[]): number | undefined => {
  const ways = new Map<Place, number>();
  const open = new Set<Place>();
  const count = (place: Place): number | undefined => {
    const found = ways.get(place);
    if (found !== undefined) return found;
    if (open.has(place)) return undefined;
    open.add(place);
    let sum = 1;
    for (const next of place.next) {
      const more = count(next);
      if (more === undefined) return undefined;
      sum += more;
    }
    open.delete(place);
    ways.set(place, sum);
    return sum;
  };
  let sum = 0;
  for (const place of first) {
    const more = count(place);
    if (more === undefined) return undefined;
    sum += more;
  }
  return sum;
};

/** Whether no character is taken by two of some places. */
const decides = (places: readonly Place[]): boolean =>
  places.every(({ takes }, nth) => places.slice(nth + 1).every((other) => areApart(takes, other.takes)));

const areApart = (one: Place['takes'], other: Place['takes']): boolean => {
  // What a property has is not known here.
  if (/\\p/i.test(one.raw + other.raw)) return false;
  const [takesOne, takesOther] = [one, other].map(({ raw }) => new RegExp(`^(?:${raw})$`, 'u'));
  // Where one of both begins or ends to take characters, and what lies next to that.
  const edges = [...commonEdges, ...edgesOf(one), ...edgesOf(other)].flatMap((at) => [at - 1, at, at + 1]);
  return !edges.some((at) => {
    if (at < 0 || at > 0x10ffff) return false;
    const character = String.fromCodePoint(at);
    return takesOne?.test(character) === true && takesOther?.test(character) === true;
  });
};

/** Where digits, letters of words, white space and ends of lines begin and end. */
const commonEdges: readonly number[] = [
  ...[
    0, 0x10ffff, 0xd7ff, 0xe000, 0x30, 0x39, 0x41, 0x5a, 0x5f, 0x61, 0x7a, 0x09, 0x0a, 0x0d, 0x20, 0xa0,
    0x1680,
  ],
  ...[0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff],
];

const edgesOf = (takes: Place['takes']): readonly number[] => {
  if (takes.type === 'Character') return [takes.value];
  if (takes.type !== 'CharacterClass') return [];
  return takes.elements.flatMap((each) => {
    if (each.type === 'Character') return [each.value];
    return each.type === 'CharacterClassRange' ? [each.min.value, each.max.value] : [];
  });
};
