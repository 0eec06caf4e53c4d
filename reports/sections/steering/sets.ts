/** Figures of feature sets: within, between and controls by size; each cluster on its own; damage against correlation. */
import { draw, legend, type Panel, Plot, panels } from '../../charts/draw.ts';
import { number } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { armColour, clusterColour } from '../../palette.ts';
import { type Context, figure } from '../../section.ts';
import { factorsOf, spread } from './doses.ts';

export interface SizeRow {
  readonly mode: string;
  readonly scaling: string;
  readonly factor: number;
  readonly arm: string;
  readonly size: number;
  readonly sets: number;
  readonly damage_prob: number;
  readonly damage_prob_low: number | null;
  readonly damage_prob_high: number | null;
  readonly damage_logit: number;
  readonly damage_logit_low: number | null;
  readonly damage_logit_high: number | null;
}

export interface ClusterRow {
  readonly mode: string;
  readonly scaling: string;
  readonly factor: number;
  readonly cluster: number;
  readonly size: number;
  readonly damage_logit: number;
}

export interface SetRow {
  readonly mode: string;
  readonly scaling: string;
  readonly factor: number;
  readonly set_id: number;
  readonly arm: string;
  readonly size: number;
  readonly mean_abs_r: number;
  readonly damage_logit: number;
}

const SCALING_NAMES: Readonly<Record<string, string>> = {
  none: 'sum of directions',
  'by-size': 'divided by set size',
  'norm-matched': 'norm matched',
};

/** Rows of one dose and scaling by size. A set of one is the same under every scaling and may be stored once, without any. */
function atScaling<Row extends { readonly factor: number; readonly scaling: string; readonly size: number }>(
  rows: readonly Row[],
  factor: number,
  scaling: string,
): Row[] {
  const own = rows.filter((row) => row.factor === factor && row.scaling === scaling);
  const single = own.some((row) => row.size === 1)
    ? []
    : rows.filter((row) => row.factor === factor && row.scaling === 'none' && row.size === 1);
  return [...own, ...single].sort((a, b) => a.size - b.size);
}

export function setSizes(context: Context, rows: readonly SizeRow[]): Html {
  const arms = [...new Set(rows.map((row) => row.arm))].sort((a, b) => order(a) - order(b));
  const scalings = [...new Set(rows.map((row) => row.scaling))].sort(
    (a, b) => Object.keys(SCALING_NAMES).indexOf(a) - Object.keys(SCALING_NAMES).indexOf(b),
  );
  const sizes = [...new Set(rows.map((row) => row.size))].sort((a, b) => a - b);
  const panelOf = (scaling: string, factor: number): Panel => {
    const at = atScaling(rows, factor, scaling);
    return {
      title: html`dose ${number(factor)} <small>${SCALING_NAMES[scaling] ?? scaling}</small>`,
      svg: draw(`Damage against set size at dose ${factor}, ${scaling}`, {
        height: 210,
        x: {
          label: 'features in the set',
          ticks: sizes,
          tickFormat: (tick: number) => String(tick),
          domain: [sizes[0] - 0.25, sizes[sizes.length - 1] + 0.25],
        },
        y: { label: 'damage, logits', grid: true, ticks: 4 },
        marks: [
          Plot.ruleY([0], { stroke: 'var(--rule)' }),
          Plot.ruleX(
            at.filter((row) => row.damage_logit_low !== null),
            {
              x: 'size',
              y1: 'damage_logit_low',
              y2: 'damage_logit_high',
              stroke: (row: SizeRow) => armColour(row.arm),
              strokeWidth: 1.4,
              dx: 0,
            },
          ),
          Plot.lineY(at, {
            x: 'size',
            y: 'damage_logit',
            z: 'arm',
            stroke: (row: SizeRow) => armColour(row.arm),
            strokeWidth: 1.8,
          }),
          Plot.dot(at, {
            x: 'size',
            y: 'damage_logit',
            r: 2.8,
            fill: (row: SizeRow) => armColour(row.arm),
            title: (row: SizeRow) =>
              `${row.arm}, ${row.size} features: ${number(row.damage_logit)} logits, ${number(row.damage_prob)} in probability (${row.sets} sets)`,
          }),
        ],
      }),
    };
  };
  return figure(context, {
    title: 'Sets within a cluster, between clusters, and controls',
    sql: 'report_set_size',
    wide: true,
    body: html`${legend(arms.map((arm) => ({ name: arm, colour: armColour(arm), line: true })))}${scalings.map((scaling) => panels(spread(factorsOf(rows)).map((factor) => panelOf(scaling, factor))))}`,
    see: 'Mean damage over sets, bars are 95 % intervals over sets. If features of one cluster worked together, the line of sets within clusters would rise above sets between clusters at the same size.',
    caution:
      'co-operation from a higher line alone. Features of one cluster point alike, so their sum is longer; only the norm-matched comparison and the interaction index speak to it.',
  });
}

function order(arm: string): number {
  return ['within', 'between', 'matched', 'random', 'random-direction', 'prompt-difference'].indexOf(arm);
}

export function byCluster(context: Context, rows: readonly ClusterRow[]): Html {
  const scaling = rows.some((row) => row.scaling === 'norm-matched') ? 'norm-matched' : 'none';
  const clusters = [...new Set(rows.map((row) => row.cluster))].sort((a, b) => a - b);
  const items = spread(factorsOf(rows)).map((factor): Panel => {
    const at = atScaling(rows, factor, scaling);
    return {
      title: `dose ${number(factor)}`,
      svg: draw(`Damage by cluster and set size at dose ${factor}`, {
        height: 210,
        x: {
          label: 'features in the set',
          ticks: [...new Set(at.map((row) => row.size))],
          tickFormat: (tick: number) => String(tick),
        },
        y: { label: 'damage, logits', grid: true, ticks: 4 },
        marks: [
          Plot.ruleY([0], { stroke: 'var(--rule)' }),
          Plot.lineY(at, {
            x: 'size',
            y: 'damage_logit',
            z: 'cluster',
            stroke: (row: ClusterRow) => clusterColour(row.cluster),
            strokeWidth: 1.8,
            marker: 'dot',
          }),
        ],
      }),
    };
  });
  return figure(context, {
    title: `Each cluster on its own (${SCALING_NAMES[scaling]})`,
    sql: 'report_set_cluster',
    wide: true,
    body: html`${panels(items)}${legend(clusters.map((cluster) => ({ name: `cluster ${cluster}`, colour: clusterColour(cluster), line: true })))}`,
    see: 'Sets drawn inside one cluster, by cluster. Negative damage means that pushing away from these features helps the answer.',
    caution: 'a ranking of clusters: they differ in the length of their summed directions.',
  });
}

export function againstCorrelation(context: Context, rows: readonly SetRow[]): Html {
  const plain = rows.filter(
    (row) => row.scaling === (rows.some((row) => row.scaling === 'norm-matched') ? 'norm-matched' : 'none'),
  );
  const items = spread(factorsOf(plain)).map((factor): Panel => {
    const at = plain.filter((row) => row.factor === factor);
    return {
      title: `dose ${number(factor)}`,
      svg: draw(`Damage against mean pair correlation at dose ${factor}`, {
        inset: 5,
        x: { label: 'mean |r| of the set’s pairs', domain: [0, 1] },
        y: { label: 'damage, logits', grid: true, ticks: 5 },
        marks: [
          Plot.ruleY([0], { stroke: 'var(--rule)' }),
          Plot.dot(at, {
            x: 'mean_abs_r',
            y: 'damage_logit',
            r: (row: SetRow) => 1 + row.size * 0.6,
            fill: (row: SetRow) => armColour(row.arm),
            fillOpacity: 0.55,
            title: (row: SetRow) =>
              `set ${row.set_id}, ${row.arm}, ${row.size} features\nmean |r| ${number(row.mean_abs_r)}, damage ${number(row.damage_logit)}`,
          }),
        ],
        r: { type: 'identity' },
      }),
    };
  });
  return figure(context, {
    title: 'Damage against the correlation of the set’s pairs',
    sql: 'report_set_r',
    wide: true,
    body: html`${panels(items)}${legend(['within', 'between'].map((arm) => ({ name: arm, colour: armColour(arm) })))}`,
    see: 'One dot per set of two or more; larger dots are larger sets.',
    caution: 'that correlation causes damage where the two groups merely sit at different places.',
  });
}
