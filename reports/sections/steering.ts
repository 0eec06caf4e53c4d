/** What breaks when features are pushed: single features over doses, sets by size within and between clusters, and damage against correlation. */
import { draw, legend, type Panel, Plot, panels } from '../charts/draw.ts';
import { number } from '../format.ts';
import { type Html, html } from '../html.ts';
import { armColour, clusterColour } from '../palette.ts';
import { type Context, figure, note, type Section } from '../section.ts';

interface DoseRow {
  readonly mode: string;
  readonly cluster: number;
  readonly factor: number;
  readonly features: number;
  readonly damage_prob: number;
  readonly damage_prob_low: number;
  readonly damage_prob_high: number;
  readonly damage_logit: number;
  readonly damage_logit_low: number;
  readonly damage_logit_high: number;
}

interface FeatureRow {
  readonly mode: string;
  readonly factor: number;
  readonly cluster: number;
  readonly feature_id: number;
  readonly max_attribution: number | null;
  readonly gen_max_activation: number | null;
  readonly damage_logit: number;
}

interface SizeRow {
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

interface ClusterRow {
  readonly mode: string;
  readonly scaling: string;
  readonly factor: number;
  readonly cluster: number;
  readonly size: number;
  readonly damage_logit: number;
}

interface SetRow {
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

/** Doses shown as panels; all are in the download. */
const N_FACTORS_SHOWN = 4;

export const steering: Section = {
  id: 'steering',
  title: 'Steering',
  needs: ['steering', 'steering_set'],
  async render(context: Context): Promise<Html> {
    const doses = (await context.query<DoseRow>('report_single_dose')).filter(isSeed);
    const singles = (await context.query<FeatureRow>('report_single_feature')).filter(isSeed);
    const sizes = (await context.query<SizeRow>('report_set_size')).filter(isSeed);
    const clusters = (await context.query<ClusterRow>('report_set_cluster')).filter(isSeed);
    const sets = (await context.query<SetRow>('report_set_r')).filter(isSeed);
    return html`<p>Steering adds a multiple of a feature’s decoder direction to the residual stream and reads the answer again. Damage is the baseline outcome minus the steered one: positive means harm.</p>
${doses.length > 0 ? singleDoses(context, doses) : note('absent', 'No single features were steered.')}
${singles.length > 0 ? singleSizes(context, singles) : ''}
${sizes.length > 0 ? setSizes(context, sizes) : note('absent', 'No sets of features were steered.')}
${clusters.length > 0 ? byCluster(context, clusters) : ''}
${sets.length > 0 ? againstCorrelation(context, sets) : ''}`;
  },
};

function isSeed(row: { readonly mode: string }): boolean {
  return row.mode === 'seed';
}

function spread<T>(values: readonly T[]): T[] {
  if (values.length <= N_FACTORS_SHOWN) return [...values];
  return Array.from(
    { length: N_FACTORS_SHOWN },
    (_, index) => values[Math.round((index * (values.length - 1)) / (N_FACTORS_SHOWN - 1))],
  );
}

function factorsOf(rows: readonly { readonly factor: number }[]): number[] {
  return [...new Set(rows.map((row) => row.factor))].sort((a, b) => a - b);
}

function singleDoses(context: Context, rows: readonly DoseRow[]): Html {
  const clusters = [...new Set(rows.map((row) => row.cluster))].sort((a, b) => a - b);
  const curve = (label: string, unit: 'prob' | 'logit'): Html =>
    draw(`${label} against dose, by cluster`, {
      x: { type: 'log', label: 'dose (factor)', ticks: factorsOf(rows), tickFormat: (tick: number) => String(tick) },
      y: { label, grid: true, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--rule)' }),
        Plot.areaY(rows, {
          x: 'factor',
          y1: `damage_${unit}_low`,
          y2: `damage_${unit}_high`,
          z: 'cluster',
          fill: (row: DoseRow) => clusterColour(row.cluster),
          fillOpacity: 0.1,
        }),
        Plot.lineY(rows, {
          x: 'factor',
          y: `damage_${unit}`,
          z: 'cluster',
          stroke: (row: DoseRow) => clusterColour(row.cluster),
          strokeWidth: 1.8,
        }),
        Plot.dot(rows, {
          x: 'factor',
          y: `damage_${unit}`,
          fill: (row: DoseRow) => clusterColour(row.cluster),
          r: 2.4,
          title: (row: DoseRow) =>
            `cluster ${row.cluster}, dose ${row.factor}: ${number(unit === 'prob' ? row.damage_prob : row.damage_logit)} (${row.features} features)`,
        }),
      ],
    });
  return figure(context, {
    title: 'Single features over doses',
    sql: 'report_single_dose',
    body: html`${panels([
      { title: 'damage to the probability', svg: curve('damage, probability', 'prob') },
      { title: 'damage to the logit difference', svg: curve('damage, logits', 'logit') },
    ])}${legend(clusters.map((cluster) => ({ name: `cluster ${cluster}`, colour: clusterColour(cluster), line: true })))}`,
    see: 'Mean over the features of each kept cluster, with the middle half of the features as a band. The doses are on a logarithmic scale.',
    caution:
      'that each dose is a test of its own. While damage grows in proportion to the dose, all of them measure one thing, the slope at zero.',
  });
}

function singleSizes(context: Context, rows: readonly FeatureRow[]): Html {
  const hasCorpus = rows.some((row) => row.gen_max_activation !== null);
  const shown = spread(factorsOf(rows));
  const scatter = (factor: number, column: 'max_attribution' | 'gen_max_activation', label: string): Panel => {
    const at = rows.filter((row) => row.factor === factor && row[column] !== null);
    return {
      title: `dose ${number(factor)}`,
      svg: draw(`Damage against ${label} at dose ${factor}`, {
        x: { label, ticks: 5 },
        y: { label: 'damage, logits', grid: true, ticks: 5 },
        marks: [
          Plot.ruleY([0], { stroke: 'var(--rule)' }),
          Plot.dot(at, {
            x: column,
            y: 'damage_logit',
            r: 2.6,
            fill: (row: FeatureRow) => clusterColour(row.cluster),
            fillOpacity: 0.75,
            title: (row: FeatureRow) =>
              `feature ${row.feature_id}, cluster ${row.cluster}\n${label} ${number(row[column])}, damage ${number(row.damage_logit)}`,
          }),
        ],
      }),
    };
  };
  return figure(context, {
    title: 'Does a feature’s size tell its damage?',
    sql: 'report_single_feature',
    wide: true,
    body: html`${panels(shown.map((factor) => scatter(factor, 'max_attribution', 'largest attribution, logits')))}
${hasCorpus && panels(shown.map((factor) => scatter(factor, 'gen_max_activation', 'largest activation on the corpus')))}`,
    see: 'One dot per feature, coloured by cluster. Seed-style steering uses the same length for every feature, so size enters only through the direction.',
    caution: `that features far to the right are important: steering pushes a direction, whether or not the feature was active.${hasCorpus ? '' : ' No corpus was given, so the largest activation on general text is not shown.'}`,
  });
}

function setSizes(context: Context, rows: readonly SizeRow[]): Html {
  const arms = [...new Set(rows.map((row) => row.arm))].sort((a, b) => order(a) - order(b));
  const scalings = [...new Set(rows.map((row) => row.scaling))].sort(
    (a, b) => Object.keys(SCALING_NAMES).indexOf(a) - Object.keys(SCALING_NAMES).indexOf(b),
  );
  const sizes = [...new Set(rows.map((row) => row.size))].sort((a, b) => a - b);
  const panelOf = (scaling: string, factor: number): Panel => {
    // A set of one is the same set under every scaling, and is stored once.
    const at = rows.filter(
      (row) => row.factor === factor && (row.scaling === scaling || (row.size === 1 && row.scaling === 'none')),
    );
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

function byCluster(context: Context, rows: readonly ClusterRow[]): Html {
  const scaling = rows.some((row) => row.scaling === 'norm-matched') ? 'norm-matched' : 'none';
  const clusters = [...new Set(rows.map((row) => row.cluster))].sort((a, b) => a - b);
  const items = spread(factorsOf(rows)).map((factor): Panel => {
    const at = rows.filter((row) => row.factor === factor && (row.scaling === scaling || row.size === 1));
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

function againstCorrelation(context: Context, rows: readonly SetRow[]): Html {
  const plain = rows.filter(
    (row) => row.scaling === (rows.some((row) => row.scaling === 'norm-matched') ? 'norm-matched' : 'none'),
  );
  const items = spread(factorsOf(plain)).map((factor): Panel => {
    const at = plain.filter((row) => row.factor === factor);
    return {
      title: `dose ${number(factor)}`,
      svg: draw(`Damage against mean pair correlation at dose ${factor}`, {
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
