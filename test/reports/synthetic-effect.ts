/** What the synthetic run says of clusters taken out and of other groupings: one cluster selective, one not; values mean nothing. */
import type { TableName } from '../../src/run/tables/tables.ts';
import { columnsOf } from './synthetic-evidence.ts';
import type { Columns } from './synthetic-parts.ts';

const EDGE_FEATURES = [11, 48, 85, 122, 159];
const METHODS = ['network', 'attribution-class', 'activation-class', 'activation-correlation', 'decoder-cosine'];

export function syntheticEffect(): Partial<Record<TableName, Columns>> {
  const clusters = METHODS.flatMap((method, at) =>
    [2.4 - 0.2 * at, 0.1].flatMap((selectivity, k) => {
      const known = { method, split: 'strata', cluster: k + 1, n: 12 - k, n_units: 11 - k };
      const alone = { selectivity: null, sets: null, random_mean: null, random_sd: null, p: null, reason: null };
      return [
        { ...known, stratum: null, own: null, prompts: 50, loss: 0.5, selectivity, sets: 199, random_mean: 0.7, random_sd: 0.3, p: k === 0 ? 0.005 : 0.8, reason: null }, // biome-ignore format: one line
        { ...known, ...alone, stratum: 'golf', own: k === 0, prompts: 5, loss: k === 0 ? selectivity + 0.3 : 0.2 },
        { ...known, ...alone, stratum: 'tennis', own: k === 1, prompts: 4, loss: 0.3 },
      ];
    }),
  );
  const known = { split: 'strata', clusters: 2, n: 23, n_units: 21, reason: null };
  const none = { difference: null, difference_low: null, difference_high: null };
  const groupings = METHODS.map((method, at) => ({
    ...{ ...known, method, selectivity: 1.25 - 0.1 * at, low: 1.1 - 0.1 * at, high: 1.4 - 0.1 * at },
    ...{ nmi_class: at === 1 ? 1 : 0.4, replicates: 199, null_mean: 0.7, null_sd: 0.13, p: 0.005 },
    ...(at === 0 ? none : { difference: 0.1 * at, difference_low: 0.1 * at - 0.15, difference_high: 0.1 * at + 0.15 }),
  }));
  const permuted = {
    ...{ ...known, method: 'permuted', selectivity: 0.7, low: 0.65, high: 0.75, nmi_class: 0.2, replicates: 199 },
    ...{ null_mean: null, null_sd: null, p: null, difference: 0.55, difference_low: 0.4, difference_high: 0.7 },
  };
  const raw = [['mean-differences', 8, 8], ['components', 2, 23], ['neurons', 0, 0]] as const; // biome-ignore format: one line
  const references = raw.map(([method, count, n]) => {
    const found = n === 0 ? null : 3.5;
    return {
      ...{ ...known, ...none, method, clusters: count, n, n_units: n, selectivity: found, low: found, high: found },
      ...{ nmi_class: null, replicates: null, null_mean: null, null_sd: null, p: null },
      ...(n !== 0 && { difference: -2.25, difference_low: -2.4, difference_high: -2.1 }),
      reason: n === 0 ? 'no feed-forward has written into the residual' : 'not dealt',
    };
  });
  const places = [['task', 'sports.csv'], ['template', 'w.csv'], ['subjects', 'o.csv'], ['generic', 'g.txt']]; // biome-ignore format: one line
  const transferred = [1, 2].flatMap((cluster) =>
    places.map(([target, name], k) => {
      const asked = target !== 'generic';
      const unbounded = cluster === 2 && !asked;
      return {
        ...{ cluster, target, name, prompts: 100 - 10 * k, accuracy: asked ? 0.9 : null },
        ...(asked
          ? { loss: 2 - 0.5 * k, low: 1.5 - 0.5 * k, high: 2.5 - 0.5 * k }
          : { loss: null, low: null, high: null }),
        ...{ kl: 0.3 / (k + 1), ratio: k + 1, ratio_low: k + 0.5, ratio_high: unbounded ? null : k + 2 },
        reason: unbounded ? 'no upper bound: in some draws nothing changes here' : null,
      };
    }),
  );
  const sourced = [
    { source: 'attribution', edges: 229, clusters: 10, modularity: 0.85, ami: 1, selectivity: 2.4, reason: null },
    { source: 'activation', edges: 229, clusters: 7, modularity: 0.77, ami: 0.4, selectivity: 3.6, reason: null },
    { source: 'generic', edges: 229, clusters: 0, modularity: 0.7, ami: 0.1, selectivity: null, reason: 'no kept cluster' }, // biome-ignore format: one line
  ].map((row) => ({ ...row, n: 138, n_units: 136 }));
  // Features that the synthetic run has; the second pair's match has no value.
  const [source, ...targets] = EDGE_FEATURES;
  const pairs = targets.map((target, k) => {
    const empty = k === 3;
    return {
      ...{
        source,
        target,
        pair: 1 + Math.floor(k / 2),
        edge: k % 2 === 0,
        r: k % 2 === 0 ? 0.8 : k === 1 ? 0.1 : null,
      },
      ...{ prompts: empty ? 0 : 90, attribution: empty ? null : 0.4, effect: empty ? null : 0.2 - 0.19 * (k % 2) },
      ...{ se: empty ? null : 0.02, reason: empty ? 'the target has no value on any prompt' : null },
    };
  });
  const asked = { pairs: 60, sources: 20, n_units: 18 };
  const compared = [
    { ...asked, statistic: 'share', edges: 0.9, non_edges: 0.7, difference: 0.2, low: 0.05, high: 0.35, p: 0.01, reason: null }, // biome-ignore format: one line
    { ...asked, statistic: 'large', edges: 0.5, non_edges: 0.1, difference: 0.4, low: 0.2, high: 0.6, p: 0.0004, reason: null }, // biome-ignore format: one line
    { ...asked, statistic: 'size', edges: 0.3, non_edges: 0.1, difference: 0.2, low: 0.1, high: 0.3, p: null, reason: 'too few units' }, // biome-ignore format: one line
  ];
  return {
    edge_effect: columnsOf(pairs),
    edge_effect_summary: columnsOf(compared),
    cluster_effect: columnsOf(clusters),
    grouping: columnsOf([...groupings, permuted, ...references]),
    cluster_transfer: columnsOf(transferred),
    network_source: columnsOf(sourced),
  };
}
