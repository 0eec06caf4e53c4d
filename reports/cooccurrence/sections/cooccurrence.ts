/** Which features co-occur: the correlation matrix, its histogram, the threshold sweep, edges under the nulls, and firing together. */

import { drawWide, Plot } from '../../charts/draw.ts';
import { counted, grouped, number } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, figure, note, type Section } from '../../section.ts';
import { networkOf } from '../settings-of.ts';
import { type CoActivationRow, coActivation } from './cooccurrence/co-activation.ts';
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
