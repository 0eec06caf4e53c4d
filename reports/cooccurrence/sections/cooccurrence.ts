/** Which features co-occur: the correlation matrix, its histogram, the threshold sweep, edges under the nulls, and firing together. */
import { draw, drawWide, Plot, panels } from '../../charts/draw.ts';
import { counted, grouped, number } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, figure, note, type Section } from '../../section.ts';
import { networkOf } from '../settings-of.ts';
import { maps, N_FEATURES_DRAWN, type Pair } from './cooccurrence/maps.ts';
import { survival } from './cooccurrence/survival.ts';
import { type SweepRow, sweepFigure } from './cooccurrence/sweep.ts';

export const cooccurrence: Section = {
  id: 'cooccurrence',
  title: 'Feature co-occurrence',
  needs: ['correlation', 'correlation_scope'],
  async render(context: Context): Promise<Html> {
    const [scope] = await context.query<ScopeRow>('correlation_scope');
    const features = await context.query<object>('report_feature');
    const constant = features.length - scope.features;
    const isDrawn = scope.features <= N_FEATURES_DRAWN && scope.stored === scope.pairs;
    const pairs = isDrawn ? await context.query<Pair>('report_correlation') : [];
    return html`<p>Two features co-occur here when their attributions to the answer rise and fall together over prompts.
The ${grouped(scope.pairs)} pairs of ${counted(scope.features, 'feature')} were correlated${scope.stored < scope.pairs && html` (the ${grouped(scope.stored)} with |r| ≥ ${number(scope.stored_from)} are stored)`}${constant > 0 && html`; ${counted(constant, 'selected feature')} with the same attribution on every prompt ${constant === 1 ? 'has' : 'have'} no correlation and ${constant === 1 ? 'is' : 'are'} left out`}.</p>
${isDrawn ? await maps(context, pairs) : note('absent', `${grouped(scope.features)} features are too many to draw as a matrix (at most ${N_FEATURES_DRAWN}); the pairs are in table correlation.`)}
${histogram(context, await context.query<Bin>('report_correlation_histogram'))}
${context.filled.has('sweep') ? sweepFigure(context, await context.query<SweepRow>('report_sweep'), networkOf(context)?.rule.threshold ?? null) : note('absent', 'No threshold sweep was stored by this run.')}
${context.filled.has('edge_survival') ? await survival(context, pairs) : note('absent', 'No null with correlations was run, so nothing is known of which edges survive one.')}
${context.filled.has('co_activation') && coActivation(context, await context.query<CoActivationRow>('report_co_activation'))}`;
  },
};

/** Of one run; a large network stores its stronger pairs alone. */
interface ScopeRow {
  readonly features: number;
  readonly pairs: number;
  readonly stored: number;
  readonly stored_from: number;
}

interface Bin {
  readonly low: number;
  readonly pairs: number;
}

function histogram(context: Context, bins: readonly Bin[]): Html {
  return figure(context, {
    title: 'How strongly pairs correlate',
    sql: 'report_correlation_histogram',
    body: drawWide('Histogram of pairwise correlations', {
      height: 220,
      x: { label: 'r', domain: [-1, 1] },
      marginLeft: 58,
      y: { label: 'pairs', grid: true },
      marks: [
        Plot.rectY(bins, {
          x1: 'low',
          x2: (bin: Bin) => bin.low + 0.05,
          y: 'pairs',
          fill: (bin: Bin) => (bin.low >= -1e-9 ? 'var(--positive)' : 'var(--negative)'),
          insetLeft: 0.5,
          insetRight: 0.5,
        }),
        Plot.ruleY([0]),
      ],
    }),
    see: 'Every pair once. The network keeps only the tails beyond its threshold.',
    caution: 'that a wide histogram means interaction: one gradient common to all features spreads it as well.',
  });
}

interface CoActivationRow {
  /** Lower end of a bin 0.1 wide. */
  readonly abs_r: number;
  readonly pairs: number;
  readonly jaccard: number | null;
  readonly jaccard_low: number | null;
  readonly jaccard_high: number | null;
  readonly phi: number | null;
  readonly phi_low: number | null;
  readonly phi_high: number | null;
}

const HALF_BIN = 0.05;

/** Whether features whose attributions correlate are active at the same tokens at all. */
function coActivation(context: Context, rows: readonly CoActivationRow[]): Html {
  const curve = (column: 'jaccard' | 'phi', label: string): Html => {
    const known = rows.filter((row) => row[column] !== null).map((row) => ({ ...row, at: row.abs_r + HALF_BIN }));
    return draw(`${label} against the absolute correlation of attributions`, {
      x: { label: '|r| of attributions', domain: [0, 1], ticks: 5 },
      y: { label, grid: true, ticks: 4, zero: true },
      marks: [
        Plot.areaY(known, {
          x: 'at',
          y1: `${column}_low`,
          y2: `${column}_high`,
          fill: 'var(--accent)',
          fillOpacity: 0.14,
        }),
        Plot.lineY(known, { x: 'at', y: column, stroke: 'var(--accent)', strokeWidth: 1.8 }),
        Plot.dot(known, {
          x: 'at',
          y: column,
          r: 2.6,
          fill: 'var(--accent)',
          title: (row: (typeof known)[number]) =>
            `|r| from ${row.abs_r.toFixed(1)}: median ${row[column]?.toFixed(2)} over ${grouped(row.pairs)} pairs`,
        }),
      ],
    });
  };
  return figure(context, {
    title: 'Do features that correlate fire together?',
    sql: 'report_co_activation',
    body: panels([
      { title: 'Jaccard index of active tokens', svg: curve('jaccard', 'Jaccard') },
      { title: 'phi coefficient', svg: curve('phi', 'phi') },
    ]),
    see: 'Median over pairs at each |r|, with the middle half as a band. Where the line is flat, attributions correlate without the features being active together.',
    caution:
      'that firing together is needed: features at different tokens may serve one answer, and an always-active pair scores high for no reason.',
  });
}
