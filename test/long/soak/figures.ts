/** What is measured over a stretch of time. */
export interface Stretch {
  readonly latenciesMs: number[];
  /** Of a young service, asked as fast as it answers in the same minutes. */
  readonly youngMs: number[];
  readonly megabytes: number[];
  readonly descriptors: number[];
  refused: number;
}

/** A stretch in figures. */
export interface Figures {
  readonly answered: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly youngMedianMs: number;
  readonly youngP99Ms: number;
  readonly megabytes: number;
  readonly descriptors: number;
  readonly refused: number;
}

/** One in which nothing was measured yet. */
export const newStretch = (): Stretch => ({
  ...{ latenciesMs: [], youngMs: [], megabytes: [], descriptors: [] },
  refused: 0,
});

const quantile = (values: Float64Array, share: number): number =>
  values[Math.floor(share * values.length)] ?? 0;

/** Tells a stretch by its medians, and latencies by their 99th percentiles too. */
export const figuresOf = (stretch: Stretch): Figures => {
  const [latencies, young, megabytes, descriptors] = [
    stretch.latenciesMs,
    stretch.youngMs,
    stretch.megabytes,
    stretch.descriptors,
  ].map((values) => Float64Array.from(values).sort()) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]; // one for each of the four
  return {
    answered: latencies.length,
    medianMs: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    youngMedianMs: quantile(young, 0.5),
    youngP99Ms: quantile(young, 0.99),
    megabytes: quantile(megabytes, 0.5),
    descriptors: quantile(descriptors, 0.5),
    refused: stretch.refused,
  };
};

/**
 * What must stay as it was, by its name for a person, and how it is told. A latency has grown where it did both by the clock and beside that of the young
 * service, which meets the same machine: a machine that is slower for a while slows both.
 */
const measured: readonly (readonly [name: string, ...of: ((figures: Figures) => number)[]])[] = [
  ['median latency', ({ medianMs }) => medianMs, ({ medianMs, youngMedianMs }) => medianMs / youngMedianMs],
  ['p99 latency', ({ p99Ms }) => p99Ms, ({ p99Ms, youngP99Ms }) => p99Ms / youngP99Ms],
  ['MB', ({ megabytes }) => megabytes],
  ['descriptors', ({ descriptors }) => descriptors],
];

/** What must not have grown by more than this share. */
const allowed = 0.1;

/** What grew by more than a tenth from the first stretch to the last, in words; a figure that can't be told counts as grown. */
export const grownIn = (first: Figures, last: Figures): readonly string[] =>
  measured.flatMap(([name, ...of]) =>
    of.every((figure) => Number.isFinite(figure(last))) &&
    of.some((figure) => figure(last) <= figure(first) * (1 + allowed))
      ? []
      : [
          `${name} grew from ${of.map((figure) => figure(first).toFixed(2)).join(' and ')} to ${of.map((figure) => figure(last).toFixed(2)).join(' and ')}`,
        ],
  );

/** Above the lines of {@link toldFigures}. */
export const heading =
  'stretch  answered  median ms  p99 ms  young median  young p99  beside  p99 beside   MB  descriptors  503';

/** A stretch in one line. */
export const toldFigures = (name: string, figures: Figures): string => {
  const { answered, medianMs, p99Ms, youngMedianMs, youngP99Ms, megabytes, descriptors, refused } = figures;
  return [
    name.padEnd(7),
    String(answered).padStart(9),
    medianMs.toFixed(2).padStart(10),
    p99Ms.toFixed(2).padStart(7),
    youngMedianMs.toFixed(2).padStart(13),
    youngP99Ms.toFixed(2).padStart(10),
    (medianMs / youngMedianMs).toFixed(2).padStart(7),
    (p99Ms / youngP99Ms).toFixed(2).padStart(11),
    megabytes.toFixed(0).padStart(4),
    String(descriptors).padStart(12),
    String(refused).padStart(4),
  ].join(' ');
};
