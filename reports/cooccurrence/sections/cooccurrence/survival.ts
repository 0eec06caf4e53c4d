/** Which edges of the network survive the nulls: counts, and the matrix with the others faded. */
import { type CorrelationImage, correlationImage, heatmap } from '../../../charts/heatmap.ts';
import { grouped, percent } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { NEGATIVE_RGB, POSITIVE_RGB } from '../../../palette.ts';
import { type Context, dataTable, figure } from '../../../section.ts';
import { type Ordering, ordering, type Pair } from './maps.ts';

export interface SurvivalRow {
  readonly null: string;
  readonly edges: number;
  readonly surviving: number;
  readonly edges_inside: number;
  readonly surviving_inside: number;
}

interface EdgeRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly null: string;
  readonly q: number;
}

const MAX_Q = 0.05;
const ALL = 'all decisive nulls';
/** Of edges that a null explains. */
const FADED: readonly [number, number, number] = [128, 134, 139];
const FADED_ALPHA = 70;
const FULL_ALPHA = 255;

/** @param pairs every pair, or none where they are too many to draw */
export async function survival(context: Context, pairs: readonly Pair[]): Promise<Html> {
  const rows = await context.query<SurvivalRow>('report_edge_survival');
  const all = rows.find((row) => row.null === ALL);
  const drawn = pairs.length > 0 ? await survivalMaps(context, pairs) : '';
  return html`<h3>Which edges survive the nulls?</h3>
${all !== undefined && html`<p>${grouped(all.surviving)} of ${grouped(all.edges)} edges (${percent(all.surviving / all.edges)}) are stronger than every decisive null makes pairs of their kind.</p>`}
${drawn}
${dataTable(context, {
  title: 'Edges that survive each null',
  note: `An edge survives with q ≤ ${MAX_Q}, Benjamini-Hochberg over all pairs of features.`,
  sql: 'report_edge_survival',
  rows,
  columns: [
    { title: 'null', words: true, cell: (row) => row.null },
    { title: 'edges', cell: (row) => grouped(row.edges) },
    {
      title: 'survive',
      cell: (row) => html`${grouped(row.surviving)} <small>${share(row.surviving, row.edges)}</small>`,
    },
    {
      title: 'survive, inside kept clusters',
      cell: (row) =>
        html`${grouped(row.surviving_inside)} of ${grouped(row.edges_inside)} <small>${share(row.surviving_inside, row.edges_inside)}</small>`,
    },
  ],
})}`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : percent(part / whole);
}

async function survivalMaps(context: Context, pairs: readonly Pair[]): Promise<Html> {
  const edges = await context.query<EdgeRow>('report_edge_q');
  const image = correlationImage(pairs);
  const order = await ordering(context, image);
  const nulls = [...new Set(edges.map((row) => row.null))];
  return figure(context, {
    title: 'The network’s edges, with those that a null explains in grey',
    sql: 'report_edge_q',
    wide: true,
    body: html`<div class="panels maps">${nulls.map(
      (name) =>
        html`<div class="panel"><h4>${name}</h4>${survivalMap(
          context,
          image,
          order,
          edges.filter((row) => row.null === name),
          name,
        )}</div>`,
    )}</div><ul class="legend"><li><i class="dot" style="background:var(--positive)"></i>survives, r &gt; 0</li><li><i class="dot" style="background:var(--negative)"></i>survives, r &lt; 0</li><li><i class="dot" style="background:var(--c0)"></i>the null makes such edges too</li></ul>`,
    see: 'Features ordered by cluster, one cell per edge. A block that turns grey is a block that other directions in the same gradient would show as well.',
    caution:
      'co-operation from a coloured block: surviving means a correlation beyond this null, and each null leaves something in place.',
  });
}

function survivalMap(
  context: Context,
  image: CorrelationImage,
  order: Ordering,
  edges: readonly EdgeRow[],
  name: string,
): Html {
  const place = new Map(image.ids.map((id, index) => [id, index]));
  const size = image.ids.length;
  const q = new Float64Array(size * size).fill(Number.NaN);
  for (const edge of edges) {
    const [a, b] = [place.get(edge.feature_a)!, place.get(edge.feature_b)!];
    q[a * size + b] = edge.q;
    q[b * size + a] = edge.q;
  }
  return heatmap(image, {
    order: order.all,
    absolute: false,
    readings: context.prefixed('readings'),
    label: `Edges that survive ${name}, ordered by cluster`,
    groups: order.groups(order.all),
    colour: (row, column, r) => {
      const found = q[row * size + column];
      if (Number.isNaN(found)) return [0, 0, 0, 0];
      if (found > MAX_Q) return [...FADED, FADED_ALPHA];
      return [...(r >= 0 ? POSITIVE_RGB : NEGATIVE_RGB), FULL_ALPHA];
    },
  });
}
