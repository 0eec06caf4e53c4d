/** The network at other thresholds than the study's. */
import { draw, Plot, panels } from '../../../charts/draw.ts';
import { fixed, grouped, number } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { type Context, figure } from '../../../section.ts';

export interface SweepRow {
  readonly threshold: number;
  readonly edges: number;
  readonly components: number;
  readonly giant: number;
  readonly modularity: number | null;
  readonly ari: number | null;
}

type Measured = 'edges' | 'giant' | 'components' | 'modularity' | 'ari';

const SHARES: readonly Measured[] = ['modularity', 'ari'];

export function sweepFigure(context: Context, rows: readonly SweepRow[], stored: number | null): Html {
  const at = rows.find((row) => row.threshold === stored);
  const curve = (label: string, column: Measured): Html => {
    const known = rows.filter((row) => row[column] !== null);
    return draw(`${label} against threshold`, {
      height: 190,
      marginLeft: 58,
      x: { label: 'threshold' },
      y: {
        label: null,
        grid: true,
        ticks: 4,
        zero: !SHARES.includes(column),
        ...(SHARES.includes(column) && { tickFormat: '.2f' }),
      },
      marks: [
        stored === null ? null : Plot.ruleX([stored], { stroke: 'var(--ink-soft)', strokeDasharray: '3 3' }),
        Plot.lineY(known, { x: 'threshold', y: column, stroke: 'var(--accent)', strokeWidth: 1.8 }),
        Plot.dot(known, {
          x: 'threshold',
          y: column,
          r: 2.2,
          fill: 'var(--accent)',
          title: (row: SweepRow) => `threshold ${row.threshold}: ${number(row[column])}`,
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
    see: html`The dashed line is the study’s threshold${at && html` (${number(at.threshold)}: ${grouped(at.edges)} edges, largest component ${grouped(at.giant)}, modularity ${fixed(at.modularity, 2)})`}. At each the network is clustered by greedy modularity; agreement is with the study’s own clusters. A finding worth having does not hang on its exact place.`,
    caution: 'that a high modularity is a finding: random graphs of this density have it too.',
  });
}
