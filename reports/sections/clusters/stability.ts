/** Whether the clustering comes back under other seeds, fewer prompts and other resolutions. */
import { draw, type Panel, Plot, panels } from '../../charts/draw.ts';
import { counted, fixed } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, figure, note } from '../../section.ts';

interface RunRow {
  readonly algorithm: string;
  readonly source: string;
  readonly run: number;
  readonly ari: number;
}

interface MiddleRow {
  readonly algorithm: string;
  readonly source: string;
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

const SOURCES: Readonly<Record<string, string>> = { seed: 'other seeds', subsample: 'fewer prompts' };

export async function stabilityParts(context: Context): Promise<Html> {
  if (!context.filled.has('stability'))
    return note('absent', 'This run did not repeat its clustering, so nothing is known of its stability.');
  const runs = await context.query<RunRow>('report_stability_run');
  const middle = (await context.query<MiddleRow>('report_stability')).filter(
    (row) => row.algorithm === context.algorithm,
  );
  const resolutions = context.filled.has('resolution_sweep')
    ? await context.query<ResolutionRow>('report_resolution')
    : [];
  return html`<h3>Do the clusters come back?</h3>
<p>${middle.map((row, index) => html`${index > 0 && ' '}With ${SOURCES[row.source] ?? row.source} (${counted(row.runs, 'repeat')}) the middle agreement with the reference is ${fixed(row.ari, 2)}, and ${fixed(row.kept, 0)} clusters are large enough.`)}</p>
${figure(context, {
  title: 'Agreement of repeats with the reference clustering',
  sql: 'report_stability_run',
  body: panels([
    ...agreement(runs),
    ...(resolutions.length > 1
      ? [atResolutions(resolutions.filter((row) => row.algorithm === context.algorithm))]
      : []),
  ]),
  see: 'Adjusted Rand index of every repeat against the reference: 1 is the same clustering, 0 what two unrelated ones share. Lines are medians.',
  caution:
    'that a clustering that comes back is real: a network made of one shared gradient is clustered the same way every time.',
})}`;
}

/** Half the height over which the dots of one algorithm are laid, in units of the distance between two. */
const JITTER = 0.3;

function agreement(runs: readonly RunRow[]): Panel[] {
  const algorithms = [...new Set(runs.map((row) => row.algorithm))];
  return Object.entries(SOURCES).flatMap(([source, name]): Panel[] => {
    const own = runs.filter((row) => row.source === source);
    if (own.length === 0) return [];
    const placed = own.map((row) => ({
      ...row,
      y: algorithms.indexOf(row.algorithm) + JITTER * (((row.run * 37) % 101) / 50.5 - 1),
    }));
    const names = algorithms.filter((algorithm) => own.some((row) => row.algorithm === algorithm));
    const medians = names.map((algorithm) => {
      const sorted = own
        .filter((row) => row.algorithm === algorithm)
        .map((row) => row.ari)
        .sort((a, b) => a - b);
      const at = algorithms.indexOf(algorithm);
      return { x: sorted[Math.floor(sorted.length / 2)], y1: at - 0.4, y2: at + 0.4 };
    });
    return [
      {
        title: name,
        svg: draw(`Adjusted Rand index of repeats with ${name}`, {
          marginLeft: 112,
          height: 70 + 36 * algorithms.length,
          x: {
            label: 'adjusted Rand index',
            domain: [Math.min(0, ...own.map((row) => row.ari)), 1],
            ticks: 4,
            grid: true,
          },
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
              r: 1.8,
              fill: 'var(--accent)',
              fillOpacity: 0.45,
              title: (row: RunRow) => `${row.algorithm}, repeat ${row.run}: ${row.ari.toFixed(3)}`,
            }),
            Plot.link(medians, { x1: 'x', x2: 'x', y1: 'y1', y2: 'y2', stroke: 'var(--ink)', strokeWidth: 2 }),
          ],
        }),
      },
    ];
  });
}

function atResolutions(rows: readonly ResolutionRow[]): Panel {
  return {
    title: 'other resolutions',
    svg: draw('Adjusted Rand index against the reference at other resolutions', {
      x: { type: 'log', label: 'resolution', tickFormat: (tick: number) => String(tick), ticks: 4 },
      y: { label: 'adjusted Rand index', domain: [0, 1], ticks: 4, grid: true },
      marks: [
        Plot.lineY(rows, { x: 'resolution', y: 'ari', stroke: 'var(--accent)', strokeWidth: 1.8 }),
        Plot.dot(rows, {
          x: 'resolution',
          y: 'ari',
          r: 2.4,
          fill: 'var(--accent)',
          title: (row: ResolutionRow) =>
            `resolution ${row.resolution}: ${row.clusters} clusters, largest ${row.largest}, agreement ${row.ari.toFixed(2)}`,
        }),
      ],
    }),
  };
}
