/** The correlation matrix three ways (as numbered, ordered by cluster, kept clusters absolute), its histogram, and the threshold sweep. */
import { draw, drawWide, Plot, panels } from '../charts/draw.ts';
import { type CorrelationImage, correlationImage, heatmap, heatmapScale, readings } from '../charts/heatmap.ts';
import { counted, fixed, grouped, number } from '../format.ts';
import { type Html, html, jsonIsland } from '../html.ts';
import { clusterColour } from '../palette.ts';
import { type Context, figure, note, type Section } from '../section.ts';

/** Beyond this many features a pixel is smaller than what a screen shows, and the readings would outgrow the page. */
const N_FEATURES_DRAWN = 600;

interface Pair {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly r: number;
}

interface FeatureRow {
  readonly feature_id: number;
  readonly cluster: number | null;
  readonly size: number | null;
  readonly kept: boolean;
}

interface SweepRow {
  readonly threshold: number;
  readonly edges: number;
  readonly components: number;
  readonly giant: number;
  readonly modularity: number | null;
  readonly ari: number | null;
}

export const cooccurrence: Section = {
  id: 'cooccurrence',
  title: 'Feature co-occurrence',
  needs: ['correlation'],
  async render(context: Context): Promise<Html> {
    const pairs = await context.query<Pair>('report_correlation');
    const features = await context.query<FeatureRow>('report_feature');
    const bins = await context.query<{ low: number; pairs: number }>('report_correlation_histogram');
    const correlated = new Set(pairs.flatMap((pair) => [pair.feature_a, pair.feature_b])).size;
    const constant = features.length - correlated;
    return html`<p>Two features co-occur here when their attributions to the answer rise and fall together over prompts.
The ${grouped(pairs.length)} pairs of ${counted(correlated, 'feature')} were correlated${constant > 0 && html`; ${counted(constant, 'selected feature')} with the same attribution on every prompt ${constant === 1 ? 'has' : 'have'} no correlation and ${constant === 1 ? 'is' : 'are'} left out`}.</p>
${correlated <= N_FEATURES_DRAWN ? maps(context, correlationImage(pairs), features) : note('absent', `${grouped(correlated)} features are too many to draw as a matrix (at most ${N_FEATURES_DRAWN}); the pairs are in table correlation.`)}
${figure(context, {
  title: 'How strongly pairs correlate',
  sql: 'report_correlation_histogram',
  body: drawWide('Histogram of pairwise correlations', {
    height: 220,
    x: { label: 'r', domain: [-1, 1] },
    y: { label: 'pairs', grid: true, tickFormat: 's' },
    marks: [
      Plot.rectY(bins, {
        x1: 'low',
        x2: (bin: { low: number }) => bin.low + 0.05,
        y: 'pairs',
        fill: (bin: { low: number }) => (bin.low >= -1e-9 ? 'var(--positive)' : 'var(--negative)'),
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0]),
    ],
  }),
  see: 'Every pair once. The network keeps only the tails beyond its threshold.',
  caution: 'that a wide histogram means interaction: one gradient common to all features spreads it as well.',
})}
${context.filled.has('sweep') ? sweepFigure(context, await context.query<SweepRow>('report_sweep'), context.manifest.study?.network?.threshold ?? null) : note('absent', 'No threshold sweep was stored by this run.')}`;
  },
};

function maps(context: Context, image: CorrelationImage, features: readonly FeatureRow[]): Html {
  const known = new Map(features.map((row) => [row.feature_id, row]));
  const rank = (position: number): readonly [number, number] => {
    const row = known.get(image.ids[position]);
    return row?.kept ? [0, row.cluster ?? 0] : [1, row?.cluster ?? 0];
  };
  const raw = image.ids.map((_, position) => position);
  const ordered = [...raw].sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1] || a - b);
  const kept = ordered.filter((position) => known.get(image.ids[position])?.kept);
  const panel = (title: string, map: Html): Html => html`<div class="panel"><h4>${title}</h4>${map}</div>`;
  return html`${jsonIsland('readings', readings(image))}${figure(context, {
    title: 'Correlation of attributions over prompts',
    sql: 'report_correlation',
    wide: true,
    body: html`<div class="panels maps">${panel('by feature number', heatmap(image, { order: raw, absolute: false, label: 'Correlation matrix in order of feature number' }))}
${panel('ordered by cluster', heatmap(image, { order: ordered, absolute: false, label: 'Correlation matrix ordered by cluster', groups: groups(ordered, image, known) }))}
${kept.length > 0 ? panel('kept clusters, |r|', heatmap(image, { order: kept, absolute: true, label: 'Absolute correlation of the features of kept clusters', groups: groups(kept, image, known) })) : ''}</div>${heatmapScale(false)}`,
    see: 'Point at a cell to read its pair. Ordering by cluster brings correlated features together; the strips at the edges are the kept clusters, grey the rest.',
    caution:
      'that blocks on the diagonal are modules. Any ordering chosen from a matrix shows blocks, random ones included; compare with the nulls.',
  })}`;
}

function groups(
  order: readonly number[],
  image: CorrelationImage,
  known: ReadonlyMap<number, FeatureRow>,
): { name: string; size: number; colour: string }[] {
  const found: { name: string; size: number; colour: string }[] = [];
  for (const position of order) {
    const row = known.get(image.ids[position]);
    const name = row?.kept ? `cluster ${row.cluster}` : 'not in a kept cluster';
    const last = found[found.length - 1];
    if (last?.name === name) last.size++;
    else found.push({ name, size: 1, colour: clusterColour(row?.cluster ?? null, row?.kept ?? false) });
  }
  return found;
}

function sweepFigure(context: Context, rows: readonly SweepRow[], stored: number | null): Html {
  const at = rows.find((row) => stored !== null && Math.abs(row.threshold - stored) < 1e-9);
  const curve = (label: string, column: 'edges' | 'giant' | 'components' | 'modularity' | 'ari'): Html => {
    const known = rows.filter((row) => row[column] !== null);
    return draw(`${label} against threshold`, {
      height: 190,
      marginLeft: 46,
      x: { label: 'threshold' },
      y: {
        label: null,
        grid: true,
        ticks: 4,
        zero: column !== 'modularity' && column !== 'ari',
        tickFormat: column === 'modularity' || column === 'ari' ? '.2f' : 's',
      },
      marks: [
        stored === null ? null : Plot.ruleX([stored], { stroke: 'var(--ink-soft)', strokeDasharray: '3 3' }),
        Plot.lineY(known, { x: 'threshold', y: column, stroke: 'var(--accent)', strokeWidth: 1.8 }),
        Plot.dot(known, {
          x: 'threshold',
          y: column,
          r: 2.2,
          fill: 'var(--accent)',
          title: (row: SweepRow) => `threshold ${row.threshold}: ${row[column]}`,
        }),
      ],
    });
  };
  return figure(context, {
    title: 'The network at other thresholds',
    sql: 'report_sweep',
    wide: true,
    body: panels([
      { title: 'edges', svg: curve('Edges', 'edges') },
      { title: 'features in the largest component', svg: curve('Largest component', 'giant') },
      { title: 'connected components', svg: curve('Components', 'components') },
      { title: 'modularity', svg: curve('Modularity', 'modularity') },
      { title: 'same clusters (adjusted Rand)', svg: curve('Agreement of clusters', 'ari') },
    ]),
    see: html`The dashed line is the study’s threshold${at && html` (${number(at.threshold)}: ${grouped(at.edges)} edges, largest component ${grouped(at.giant)}, modularity ${fixed(at.modularity, 2)})`}. A finding worth having does not hang on its exact place.`,
    caution: 'that a high modularity is a finding: random graphs of this density have it too.',
  });
}
