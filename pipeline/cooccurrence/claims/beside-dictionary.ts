/**
 * Whether the dictionary's features do better than raw coordinates of the residual, in words. No claim is decided by it: the coordinates are
 * no features, and their number is another. What taking each out costs compares, since all start from the same residual; shares of
 * m − m(∅) do not, since nothing left is another thing for features than for coordinates.
 */
import type { GroupingEvidence } from './h5-effect.ts';

/** Of the table `relevance`. */
export interface BesideRow {
  readonly set: string;
  readonly n: number;
  /** Dimensions of the residual. */
  readonly width: number;
  readonly m: number;
  readonly m_drop: number;
  readonly reason: string | null;
}

/** What the coordinates are called. */
export const COORDINATES: Readonly<Record<string, (n: number) => string>> = {
  components: (n) => `${n} principal ${n === 1 ? 'component' : 'components'} of the residual`,
  'mean-differences': (n) => `${n} ${n === 1 ? 'difference' : 'differences'} of means between answers`,
  neurons: (n) => `${n} ${n === 1 ? 'neuron' : 'neurons'} of the last feed-forward`,
};

/** Of a number of directions more than this share of the residual's, taking them out is taking out most of it. */
const MOST_OF_IT = 0.5;

/** @param rows of one scope, every stratum together @returns null where no features stand beside coordinates */
export function relevanceBeside(rows: readonly BesideRow[]): string | null {
  const features = rows.find(({ set }) => set === 'top kept');
  const others = rows.filter(({ set, n }) => set in COORDINATES && n > 0);
  if (features === undefined || features.n === 0 || others.length === 0) return null;
  const lost = ({ m, m_drop: dropped }: BesideRow): number => m - dropped;
  const named = ({ set, n }: BesideRow): string => COORDINATES[set](n);
  const told = others.map((row) => `${named(row)} ${lost(row).toFixed(2)}${isMost(row) ? mostOf(row) : ''}`);
  const fair = others.filter((row) => !isMost(row));
  const beaten = fair.filter((row) => row.n >= features.n && lost(row) < lost(features));
  const further = fair.filter((row) => row.n < features.n && lost(row) / row.n > lost(features) / features.n);
  const equal = fair.filter((row) => row.n < features.n && !further.includes(row) && lost(row) < lost(features));
  const noWorse = fair.filter((row) => lost(row) >= lost(features));
  const words = [
    say(beaten, named, 'The dictionary’s features do better than'),
    say(noWorse, named, 'They do no better than'),
    say(further, (row) => `${named(row)} (${each(row, lost)} logits each, a feature ${each(features, lost)})`, 'For each direction more is lost with'), // biome-ignore format: one line
    say(equal, named, 'For each direction no more is lost with'),
  ];
  return [
    `Beside the dictionary: taking out the ${features.n} features of largest attribution costs ${lost(features).toFixed(2)} of ${features.m.toFixed(2)} logits; ${told.join(', ')}.`,
    ...words.filter((word) => word !== null),
  ].join(' ');
}

/** Neurons write their own directions, however many they are, and leave what other parts wrote. */
function isMost({ set, n, width }: BesideRow): boolean {
  return set !== 'neurons' && n > MOST_OF_IT * width;
}

function mostOf({ n, width }: BesideRow): string {
  return ` (${n} of ${width} dimensions: most of the residual, which has to cost that much)`;
}

function each(row: BesideRow, lost: (row: BesideRow) => number): string {
  return (lost(row) / row.n).toFixed(2);
}

function say<Row>(rows: readonly Row[], named: (row: Row) => string, begin: string): string | null {
  return rows.length === 0 ? null : `${begin} ${rows.map(named).join(' and ')}.`;
}

/** @returns null where the network has no groups, or no coordinates stand beside it */
export function effectBeside(rows: readonly GroupingEvidence[]): string | null {
  const network = rows.find(({ method }) => method === 'network');
  const others = rows.filter(({ method, selectivity }) => method in COORDINATES && isNumber(selectivity));
  if (network === undefined || !isNumber(network.selectivity) || others.length === 0) return null;
  const named = ({ method, n, clusters }: GroupingEvidence): string =>
    `${COORDINATES[method](n)} in ${clusters} ${clusters === 1 ? 'group' : 'groups'}`;
  const told = others.map((row) => `${named(row)} ${row.selectivity?.toFixed(2)}`);
  const above = others.filter((row) => isNumber(row.difference_low) && row.difference_low > 0);
  const below = others.filter((row) => isNumber(row.difference_high) && row.difference_high < 0);
  const alike = others.filter((row) => !above.includes(row) && !below.includes(row));
  const short = ({ method, n }: GroupingEvidence): string => COORDINATES[method](n);
  return [
    `Beside the dictionary, as references that decide nothing: the clusters of ${network.n} features have a selectivity of ${network.selectivity.toFixed(2)} logits, ${told.join(', ')}.`,
    say(above, short, 'The dictionary’s features do better than'),
    say(below, short, 'They do worse than'),
    say(alike, short, 'They are not told apart from'),
  ]
    .filter((word) => word !== null)
    .join(' ');
}

function isNumber(value: number | null): value is number {
  return value !== null && !Number.isNaN(value);
}
