/** How much of a feature's effect goes straight to the answer, and how much later layers take back. */
import { draw, legend, Plot } from '../../../charts/draw.ts';
import { fixed, number, percent } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { clusterColour } from '../../../palette.ts';
import { type Context, dataTable, figure } from '../../../section.ts';

interface EffectRow {
  readonly feature_id: number;
  readonly cluster: number;
  readonly total: number;
  readonly frozen: number;
  readonly direct: number;
}

interface RepairRow {
  readonly against: 'frozen' | 'direct';
  readonly scope: string;
  readonly features: number;
  readonly slope: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly weakened: number;
  readonly status: string;
}

const HELD: Readonly<Record<RepairRow['against'], string>> = {
  frozen: 'later attention and normalisation held',
  direct: 'straight along the residual stream',
};

export async function directEffects(context: Context): Promise<Html> {
  const effects = await context.query<EffectRow>('report_direct_effect');
  const repair = await context.query<RepairRow>('report_self_repair');
  const clusters = [...new Set(effects.map((row) => row.cluster))].sort((a, b) => a - b);
  const frozen = repair.find((row) => row.against === 'frozen' && row.scope === 'all');
  return html`${figure(context, {
    title: 'Total effect of removing a feature beside its effect with later layers held',
    sql: 'report_direct_effect',
    body: html`${legend(clusters.map((cluster) => ({ name: `cluster ${cluster}`, colour: clusterColour(cluster) })))}<div class="panels ladders">${(
      Object.keys(HELD) as RepairRow['against'][]
    ).map((against) => html`<div class="panel"><h4>${HELD[against]}</h4>${scatter(effects, against)}</div>`)}</div>`,
    see: html`One dot per kept feature, mean over prompts, logits; on the line, what later layers do in answer changes nothing. ${frozen !== undefined && html`Over all, the total effect is ${fixed(frozen.slope, 2)} [${fixed(frozen.low, 2)}, ${fixed(frozen.high, 2)}] of the held one: ${answer(frozen)}.`}`,
    caution:
      'that a feature without a direct effect is idle: most of what reaches the answer may pass through later layers.',
  })}
${dataTable(context, {
  title: 'Slope of total effects on held ones',
  note: 'Least squares through the origin over features and prompts; 1 means that holding later layers changes nothing.',
  sql: 'report_self_repair',
  rows: repair,
  first: 8,
  columns: [
    { title: 'held', words: 'prose', cell: (row) => HELD[row.against] },
    { title: 'features of', words: true, cell: (row) => row.scope },
    { title: 'number', cell: (row) => number(row.features) },
    {
      title: 'slope [95 %]',
      cell: (row) => html`${fixed(row.slope, 2)} <small>[${fixed(row.low, 2)}, ${fixed(row.high, 2)}]</small>`,
    },
    { title: 'smaller in total', cell: (row) => percent(row.weakened) },
    { title: 'than held', words: true, cell: (row) => row.status },
  ],
})}`;
}

/** What later layers do to an effect; where the total has the other sign they do more than take it back. */
function answer({ slope, status }: RepairRow): string {
  if (status === 'larger') return 'later layers add to it';
  if (status !== 'smaller') return 'neither smaller nor larger for sure';
  return slope < 0 ? 'later layers turn it round' : `later layers take back ${percent(1 - slope)} of it`;
}

function scatter(rows: readonly EffectRow[], against: RepairRow['against']): Html {
  const reach = 1.05 * rows.reduce((most, row) => Math.max(most, Math.abs(row[against]), Math.abs(row.total)), 1e-9);
  return draw(`Total effect against the effect ${HELD[against]}`, {
    width: 320,
    height: 250,
    marginLeft: 52,
    inset: 4,
    x: { label: 'held, logits', ticks: 4, domain: [-reach, reach] },
    y: { label: 'total, logits', ticks: 5, grid: true },
    marks: [
      Plot.ruleX([0], { stroke: 'var(--rule)' }),
      Plot.link([reach], { x1: -reach, y1: -reach, x2: reach, y2: reach, stroke: 'var(--ink-soft)', clip: true }),
      Plot.dot(rows, {
        x: against,
        y: 'total',
        r: 2.8,
        fill: (row: EffectRow) => clusterColour(row.cluster),
        fillOpacity: 0.75,
        title: (row: EffectRow) =>
          `feature ${row.feature_id}, cluster ${row.cluster}: total ${number(row.total)}, held ${number(row[against])}`,
      }),
    ],
  });
}
