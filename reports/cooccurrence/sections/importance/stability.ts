/** Whether centralities would be the same on fewer prompts: case-dropping, and the correlation-stability coefficient of Epskamp (2018). */
import { draw, legend, Plot, panels } from '../../../charts/draw.ts';
import { counted, fixed, number, percent } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { clusterColour, N_CLUSTER_COLOURS } from '../../../palette.ts';
import { type Context, figure } from '../../../section.ts';

export interface CaseDropRow {
  readonly measure: string;
  readonly weighted: boolean;
  readonly dropped: number;
  readonly replicates: number;
  readonly mean_r: number | null;
  readonly held: number;
  /** Largest share that can go while 95 % of replicates correlate at 0.7 or more. */
  readonly cs: number | null;
}

/** Below the first a centrality should not be interpreted, above the second it is stable. */
const [LEAST_CS, GOOD_CS] = [0.25, 0.5];

function nameOf(row: CaseDropRow): string {
  return `${row.measure}${row.weighted ? ' (weighted)' : ''}`;
}

export function caseDropping(context: Context, rows: readonly CaseDropRow[]): Html {
  const names = [...new Set(rows.map(nameOf))];
  const colour = (row: CaseDropRow): string => clusterColour(1 + (names.indexOf(nameOf(row)) % N_CLUSTER_COLOURS));
  const curve = (column: 'mean_r' | 'held', label: string): Html =>
    draw(`${label} against the share of prompts left out`, {
      x: { label: 'share of prompts left out', domain: [0, 1], ticks: 5 },
      y: { label, domain: [Math.min(0, ...rows.map((row) => row[column] ?? 0)), 1], ticks: 5, grid: true },
      marks: [
        Plot.lineY(
          rows.filter((row) => row[column] !== null),
          { x: 'dropped', y: column, z: nameOf, stroke: colour, strokeWidth: 1.8 },
        ),
        Plot.dot(rows, {
          x: 'dropped',
          y: column,
          r: 2.4,
          fill: colour,
          title: (row: CaseDropRow) =>
            `${nameOf(row)} without ${percent(row.dropped)}: mean r ${fixed(row.mean_r, 2)}, ${percent(row.held)} of ${counted(row.replicates, 'replicate')} at 0.7 or more`,
        }),
      ],
    });
  const entries = names.map((name) => {
    const row = rows.find((one) => nameOf(one) === name)!;
    return { name: `${name}, CS ${number(row.cs)}`, colour: colour(row), line: true };
  });
  return figure(context, {
    title: 'Would centralities be the same on fewer prompts?',
    sql: 'report_case_drop',
    body: html`${legend(entries)}${panels([
      { title: 'correlation with all prompts', svg: curve('mean_r', 'mean r') },
      { title: 'replicates at 0.7 or more', svg: curve('held', 'share') },
    ])}`,
    see: `CS is the largest share of prompts that can go while 95 % of replicates correlate at 0.7 or more with the centrality on all prompts. Below ${LEAST_CS} a centrality should not be interpreted; ${GOOD_CS} and above is stable.`,
    caution:
      'that a stable centrality matters: it says only that other prompts of the same kind would give the same ranks.',
  });
}
