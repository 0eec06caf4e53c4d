/**
 * H5: a cluster that half of the prompts finds is selectively necessary on the other half, (a) more than the same features dealt among the
 * clusters, and (b) more than the groups of every grouping of the same features that needs no network. Two claims, always side by side: (a)
 * without (b) says that there are groups, and that the network is not needed to find them.
 */
import { type Decision, decide, type Evidence } from '../../../src/run/decide.ts';

/** Of the table `grouping`. */
export interface GroupingEvidence {
  readonly method: string;
  readonly clusters: number;
  readonly n: number;
  readonly n_units: number;
  readonly selectivity: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly null_mean: number | null;
  readonly p: number | null;
  readonly difference: number | null;
  readonly difference_low: number | null;
  readonly difference_high: number | null;
  readonly reason: string | null;
}

/** Units dealt among the clusters, where they stand beside the nulls. */
const PERMUTED = 'permuted';

interface Judged extends Evidence {
  readonly estimate: number;
  readonly p: number;
  readonly decision: Decision;
}

const NOT_ASKED = 'No prompts are held out, so no cluster can be asked of prompts that did not find it.';

/** (a): selectivity beyond the mean of the deals; or why it cannot be said. */
export function beyondDeals(rows: readonly GroupingEvidence[]): Judged | string {
  const network = rows.find(({ method }) => method === 'network');
  if (network === undefined) return NOT_ASKED;
  const { selectivity, low, high, null_mean: mean, p, reason } = network;
  if (selectivity === null || low === null || high === null || mean === null || p === null)
    return `Whether clusters are selective cannot be said: ${reason ?? 'a number is missing'}.`;
  const found = [{ null: PERMUTED, p }];
  // Found on the first half, asked on held-out prompts alone.
  const evidence = { low: low - mean, high: high - mean, found, heldOut: found, required: [PERMUTED], sesoi: null };
  return { ...evidence, estimate: selectivity - mean, p, decision: decide(evidence) };
}

/** (b): selectivity beyond the trivial grouping that leaves least of it; or why it cannot be said. */
export function beyondTrivial(rows: readonly GroupingEvidence[]): Judged | string {
  if (rows.length === 0) return NOT_ASKED;
  // The same features: references of raw coordinates are no groupings of them, and decide nothing.
  const trivial = rows.filter(({ method }) => method in BY);
  const compared = trivial.filter(isCompared);
  const missing = rows.find(
    ({ method, selectivity }) => (method === 'network' || method in BY) && selectivity === null,
  );
  if (missing !== undefined || compared.length === 0)
    return `Whether the network adds anything cannot be said: ${missing?.reason ?? 'no other grouping was made'}.`;
  // One grouping that does better is enough against it; else the one that it exceeds by least decides.
  const better = least(
    compared.filter((row) => row.difference_high < 0),
    (row) => row.difference_high,
  );
  const {
    method,
    difference,
    difference_low: low,
    difference_high: high,
  } = better ?? least(compared, (row) => row.difference_low) ?? compared[0];
  const survives = compared.filter((row) => row.difference_low > 0).map((row) => row.method);
  const evidence = { low, high, found: [], heldOut: [], required: [], sesoi: null };
  const { status } = decide(evidence);
  const reason = status === 'supported' ? null : reasonOf(method, high < 0);
  return { ...evidence, estimate: difference, p: Number.NaN, decision: { status, survives, reason } };
}

function reasonOf(method: string, better: boolean): string {
  return better
    ? `Groups ${BY[method]} are more selective than the network's clusters: the interval lies wholly below zero.`
    : `The network's clusters are not more selective than groups ${BY[method]}: the interval holds zero.`;
}

/** What the trivial groupings go by, in words. */
export const BY: Readonly<Record<string, string>> = {
  'attribution-class': 'by the answer of largest mean attribution',
  'activation-class': 'by the answer of largest mean activation',
  'activation-correlation': 'by correlation of activations',
  'decoder-cosine': 'by cosine of decoder rows',
};

type Compared = GroupingEvidence & { readonly [Key in 'difference' | 'difference_low' | 'difference_high']: number };

function isCompared(row: GroupingEvidence): row is Compared {
  return row.difference !== null && row.difference_low !== null && row.difference_high !== null;
}

function least<Row>(rows: readonly Row[], of: (row: Row) => number): Row | undefined {
  return rows.reduce((best: Row | undefined, row) => (best === undefined || of(row) < of(best) ? row : best), undefined); // biome-ignore format: one line
}

/** One sentence with the numbers of both. */
export function groupingSentence(rows: readonly GroupingEvidence[]): string {
  const network = rows.find(({ method }) => method === 'network');
  if (network === undefined) return NOT_ASKED;
  if (!isNumber(network.selectivity)) return `No cluster was taken out: ${network.reason}.`;
  const others = rows.flatMap(({ method, selectivity }) =>
    method in BY && isNumber(selectivity) ? [`${selectivity.toFixed(2)} ${BY[method]}`] : [],
  );
  const dealt = isNumber(network.null_mean) ? `, dealt among the clusters ${network.null_mean.toFixed(2)}` : '';
  return `Taking one of ${network.clusters} clusters out of held-out prompts costs its own class ${network.selectivity.toFixed(2)} logits more than the others; the same ${network.n} features grouped without the network ${others.join(', ')}${dealt}.`; // biome-ignore format: one line
}

function isNumber(value: number | null): value is number {
  return value !== null && !Number.isNaN(value);
}

/** What a reader may conclude from both. */
export function conclusion(dealt: string, trivial: string): string {
  if (dealt !== 'supported')
    return 'Nothing here says that the clusters do something of their own: what taking them out costs may come from any groups of such features.';
  if (trivial === 'supported')
    return 'The clusters are groups that do something of their own, and none of the groupings that need no network finds groups as selective.';
  return 'The clusters are groups that do something of their own, but the network is not shown to be needed for finding them: grouping the same features by a simpler question is as selective, or may be.';
}
