/** Whether the clustering comes back under other seeds, fewer prompts and other resolutions. */

import { draw, drawWide, Plot, panels } from '../../../charts/draw.ts';
import { counted, fixed } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, figure, more, note } from '../../../section.ts';
import { algorithmOf, clusterOf } from '../../settings-of.ts';

interface RunRow {
  readonly source: string;
  readonly algorithm: string;
  readonly run: number;
  readonly ari: number;
}

interface MiddleRow {
  readonly source: string;
  readonly algorithm: string;
  readonly runs: number;
  readonly ari: number;
  readonly kept: number;
}

interface ResolutionRow {
  readonly algorithm: string;
  readonly resolution: number;
  readonly clusters: number;
  readonly largest: number;
  readonly ari: number;
}

/** What a repeat changes: other seeds show what of a clustering is chance of the algorithm, fewer prompts what is chance of the task. */
const SOURCES = [
  {
    source: 'seed',
    name: 'other seeds',
    caution: 'that a clustering that every seed finds is real: it says only that the algorithm does not waver.',
  },
  {
    source: 'subsample',
    name: 'fewer prompts',
    caution:
      'that a clustering that comes back is real: a network made of one shared gradient is clustered the same way every time.',
  },
] as const;

export async function stabilityParts(context: Context): Promise<Html> {
  if (!context.filled.has('stability'))
    return note('absent', 'This run did not repeat its clustering, so nothing is known of its stability.');
  const resolutions = context.filled.has('resolution_sweep')
    ? (await context.query<ResolutionRow>('report_resolution')).filter((row) => row.algorithm === algorithmOf(context))
    : [];
  const runs = await context.query<RunRow>('report_stability_run');
  const medians = await context.query<MiddleRow>('report_stability');
  return html`<h3>Do the clusters come back?</h3>
${SOURCES.map((kind) => repeats(context, kind, ofSource(runs, kind), ofSource(medians, kind)))}
${resolutions.length > 1 && more('The clustering at other resolutions', resolutionFigure(context, resolutions))}`;
}

type Source = (typeof SOURCES)[number];

function ofSource<Row extends { readonly source: string }>(rows: readonly Row[], { source }: Source): Row[] {
  return rows.filter((row) => row.source === source);
}

function repeats(context: Context, kind: Source, runs: readonly RunRow[], medians: readonly MiddleRow[]): Html {
  if (runs.length === 0) return note('absent', `The clustering was not repeated with ${kind.name}.`);
  const own = medians.find((row) => row.algorithm === algorithmOf(context));
  return figure(context, {
    title: `Agreement with the reference clustering: ${kind.name}`,
    sql: 'report_stability_run',
    body: agreement(kind.name, runs, medians),
    see: html`Adjusted Rand index of every repeat against the reference: 1 is the same clustering, 0 what two unrelated ones share. Lines are medians.${own !== undefined && html` For ${own.algorithm} it is ${fixed(own.ari, 2)} over ${counted(own.runs, 'repeat')}, with ${fixed(own.kept, 0)} clusters large enough.`}`,
    caution: kind.caution,
  });
}

/** Half the height over which the dots of one algorithm are laid, in units of the distance between two. */
const JITTER = 0.3;

function agreement(name: string, runs: readonly RunRow[], medians: readonly MiddleRow[]): Html {
  const algorithms = medians.map((row) => row.algorithm);
  const placed = runs.map((row) => ({
    ...row,
    y: algorithms.indexOf(row.algorithm) + JITTER * (((row.run * 37) % 101) / 50.5 - 1),
  }));
  const lines = medians.map((row, at) => ({ x: row.ari, y1: at - 0.4, y2: at + 0.4 }));
  return drawWide(`Adjusted Rand index of repeats with ${name}`, {
    width: 560,
    marginLeft: 122,
    marginTop: 6,
    height: 50 + 34 * algorithms.length,
    x: { label: 'adjusted Rand index', domain: [Math.min(0, ...runs.map((row) => row.ari)), 1], ticks: 5, grid: true },
    y: {
      label: null,
      domain: [algorithms.length - 0.5, -0.5],
      ticks: algorithms.map((_, index) => index),
      tickFormat: (index: number) => algorithms[index],
      tickSize: 0,
    },
    marks: [
      Plot.dot(placed, {
        x: 'ari',
        y: 'y',
        r: 1.9,
        fill: 'var(--accent)',
        fillOpacity: 0.45,
        title: (row: RunRow) => `${row.algorithm}, repeat ${row.run}: ${row.ari.toFixed(3)}`,
      }),
      Plot.link(lines, { x1: 'x', x2: 'x', y1: 'y1', y2: 'y2', stroke: 'var(--ink)', strokeWidth: 2 }),
    ],
  });
}

function resolutionFigure(context: Context, rows: readonly ResolutionRow[]): Html {
  const used = clusterOf(context)?.cluster.resolution;
  return figure(context, {
    title: 'The clustering at other resolutions',
    sql: 'report_resolution',
    body: panels([
      {
        title: 'agreement with the reference',
        svg: atResolutions(rows, 'ari', 'adjusted Rand index', { domain: [0, 1] }),
      },
      { title: 'features in the largest cluster', svg: atResolutions(rows, 'largest', 'features', { zero: true }) },
    ]),
    see: html`The same network and seed with a larger or smaller taste for small clusters.${used !== undefined && ` The study uses ${used}.`}`,
    caution:
      'that any resolution is the right one: modularity cannot see clusters below a size that depends on the whole network.',
  });
}

function atResolutions(rows: readonly ResolutionRow[], column: 'ari' | 'largest', label: string, y: object): Html {
  return draw(`${label} at other resolutions`, {
    x: { type: 'log', label: 'resolution', tickFormat: (tick: number) => String(tick), ticks: 4 },
    y: { label, ticks: 4, grid: true, ...y },
    marks: [
      Plot.lineY(rows, { x: 'resolution', y: column, stroke: 'var(--accent)', strokeWidth: 1.8 }),
      Plot.dot(rows, {
        x: 'resolution',
        y: column,
        r: 2.4,
        fill: 'var(--accent)',
        title: (row: ResolutionRow) =>
          `resolution ${row.resolution}: ${row.clusters} clusters, largest ${row.largest}, agreement ${row.ari.toFixed(2)}`,
      }),
    ],
  });
}
