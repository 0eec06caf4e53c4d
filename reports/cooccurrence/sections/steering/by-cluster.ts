/** Each cluster on its own, by set size, divided by size and at equal norm. */
import { draw, legend, type Panel, Plot, panels } from '../../../charts/draw.ts';
import { counted, number } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { clusterColour } from '../../../palette.ts';
import { type Context, figure } from '../../../section.ts';
import { factorsOf, spread } from './doses.ts';
import { atScaling, SCALING_NAMES, scalingsOf } from './scalings.ts';

export interface ClusterRow {
  readonly scaling: string;
  readonly factor: number;
  readonly cluster: number;
  readonly size: number;
  readonly outcome: string;
  readonly sets: number;
  readonly damage: number;
  readonly low: number | null;
  readonly high: number | null;
}

export function byCluster(context: Context, all: readonly ClusterRow[]): Html {
  const rows = all.filter((row) => row.outcome === 'logit_diff');
  const clusters = [...new Set(rows.map((row) => row.cluster))].sort((a, b) => a - b);
  const panelOf = (scaling: string, factor: number): Panel => ({
    title: html`dose ${number(factor)} <small>${SCALING_NAMES[scaling] ?? scaling}</small>`,
    svg: clustersAt(`dose ${factor}, ${scaling}`, atScaling(rows, factor, scaling)),
  });
  return figure(context, {
    title: 'Each cluster on its own',
    sql: 'report_set_cluster',
    wide: true,
    body: html`${legend(clusters.map((cluster) => ({ name: `cluster ${cluster}`, colour: clusterColour(cluster), line: true })))}${scalingsOf(rows).map((scaling) => panels(spread(factorsOf(rows)).map((factor) => panelOf(scaling, factor))))}`,
    see: 'Mean damage of sets drawn inside one cluster, with 95 % intervals over sets and prompts. Negative damage means that pushing away from these features helps the answer.',
    caution: 'a ranking of clusters from the unscaled rows: clusters differ in the length of their summed directions.',
  });
}

function clustersAt(label: string, rows: readonly ClusterRow[]): Html {
  const colour = (row: ClusterRow): string => clusterColour(row.cluster);
  return draw(`Damage by cluster and set size at ${label}`, {
    height: 200,
    x: {
      label: 'features in the set',
      ticks: [...new Set(rows.map((row) => row.size))],
      tickFormat: (tick: number) => String(tick),
      inset: 6,
    },
    y: { label: 'damage, logits', grid: true, ticks: 4 },
    marks: [
      Plot.ruleY([0], { stroke: 'var(--rule)' }),
      Plot.areaY(
        rows.filter((row) => row.low !== null),
        { x: 'size', y1: 'low', y2: 'high', z: 'cluster', fill: colour, fillOpacity: 0.14 },
      ),
      Plot.lineY(rows, { x: 'size', y: 'damage', z: 'cluster', stroke: colour, strokeWidth: 1.8 }),
      Plot.dot(rows, {
        x: 'size',
        y: 'damage',
        r: 2.6,
        fill: colour,
        title: (row: ClusterRow) =>
          `cluster ${row.cluster}, ${counted(row.size, 'feature')}: ${number(row.damage)} logits (${counted(row.sets, 'set')})`,
      }),
    ],
  });
}
