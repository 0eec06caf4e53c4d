/** Figures of features steered alone: damage over doses, and damage against the feature's size. */
import { draw, legend, type Panel, Plot, panels } from '../../../charts/draw.ts';
import { number } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { clusterColour } from '../../../palette.ts';
import { type Context, figure } from '../../../section.ts';
import { factorsOf, readableTicks, spread } from './doses.ts';

export interface DoseRow {
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

export interface FeatureRow {
  readonly mode: string;
  readonly factor: number;
  readonly cluster: number;
  readonly feature_id: number;
  readonly max_attribution: number | null;
  readonly gen_max_activation: number | null;
  readonly damage_logit: number;
}

export function singleDoses(context: Context, rows: readonly DoseRow[]): Html {
  const clusters = [...new Set(rows.map((row) => row.cluster))].sort((a, b) => a - b);
  const curve = (label: string, unit: 'prob' | 'logit'): Html =>
    draw(`${label} against dose, by cluster`, {
      x: {
        type: 'log',
        label: 'dose (factor)',
        ticks: readableTicks(factorsOf(rows)),
        tickFormat: (tick: number) => String(tick),
      },
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

export function singleSizes(context: Context, rows: readonly FeatureRow[]): Html {
  const hasCorpus = rows.some((row) => row.gen_max_activation !== null);
  const shown = spread(factorsOf(rows));
  const scatter = (factor: number, column: 'max_attribution' | 'gen_max_activation', label: string): Panel => {
    const at = rows.filter((row) => row.factor === factor && row[column] !== null);
    return {
      title: `dose ${number(factor)}`,
      svg: draw(`Damage against ${label} at dose ${factor}`, {
        inset: 5,
        x: { label, ticks: 4 },
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
