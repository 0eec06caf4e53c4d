/**
 * What removing a feature does in total beside what it does with attention, norms or both held. Self-repair is asked of attention alone:
 * every norm divides a radial change out again, and holding norms turns such a change into a fictitious effect.
 */
import { draw, legend, Plot } from '../../../charts/draw.ts';
import { fixed, number, percent } from '../../../format.ts';
import { type Html, html } from '../../../html.ts';
import { clusterColour } from '../../../palette.ts';
import { type Context, dataTable, figure } from '../../../section.ts';

type Effect = 'total' | 'attention' | 'norms' | 'tangential' | 'frozen' | 'direct';

type EffectRow = Readonly<Record<'feature_id' | 'cluster' | Effect, number>>;

interface RepairRow {
  readonly against: 'attention' | 'norms' | 'both-tangential' | 'frozen' | 'direct';
  readonly scope: string;
  readonly features: number;
  readonly n_units: number | null;
  readonly slope: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly weakened: number;
  readonly radial_share: number | null;
  readonly status: string;
}

const HELD: Readonly<Record<RepairRow['against'], string>> = {
  attention: 'later attention held, norms live',
  norms: 'norms held, attention live',
  'both-tangential': 'both held, radial part left in',
  frozen: 'both held',
  direct: 'straight along the residual stream',
};
const PANELS = { attention: 'attention', norms: 'norms', 'both-tangential': 'tangential' } as const;

export async function directEffects(context: Context): Promise<Html> {
  const effects = await context.query<EffectRow>('report_direct_effect');
  const repair = await context.query<RepairRow>('report_self_repair');
  const clusters = [...new Set(effects.map((row) => row.cluster))].sort((a, b) => a - b);
  return html`${figure(context, {
    title: 'Total effect of removing a feature beside its effect with parts of later layers held',
    sql: 'report_direct_effect',
    body: html`${legend(clusters.map((cluster) => ({ name: `cluster ${cluster}`, colour: clusterColour(cluster) })))}<div class="panels three">${(
      Object.keys(PANELS) as (keyof typeof PANELS)[]
    ).map(
      (against) =>
        html`<div class="panel"><h4>${HELD[against]}</h4>${scatter(effects, PANELS[against], HELD[against])}</div>`,
    )}</div>`,
    see: html`One dot per kept feature, mean over prompts, logits; on the line, holding changes nothing. ${overall(repair)}`,
    caution:
      'that norms repair: every norm divides a radial change out again, and holding norms turns such a change into a fictitious effect. Nor is a feature without a direct effect idle: most of what reaches the answer may pass through later layers.',
  })}
${dataTable(context, {
  title: 'Slope of total effects on held ones',
  note: 'Least squares through the origin over features and prompts; 1 means that holding changes nothing. Only the slope with attention held speaks of self-repair.',
  sql: 'report_self_repair',
  rows: repair,
  first: 10,
  columns: [
    { title: 'held', words: 'prose', cell: (row) => HELD[row.against] },
    { title: 'features of', words: true, cell: (row) => row.scope },
    { title: 'number', cell: (row) => number(row.features) },
    { title: 'without copies', cell: (row) => number(row.n_units) },
    {
      title: 'slope [95 %]',
      cell: (row) => html`${fixed(row.slope, 2)} <small>[${fixed(row.low, 2)}, ${fixed(row.high, 2)}]</small>`,
    },
    { title: 'smaller in total', cell: (row) => percent(row.weakened) },
    { title: 'than held', words: true, cell: (row) => row.status },
    { title: 'radial share', cell: (row) => fixed(row.radial_share, 2) },
  ],
})}`;
}

/** The three slopes over all features, with the radial share that tells how to read them. */
function overall(repair: readonly RepairRow[]): Html | false {
  const of = (name: RepairRow['against']) => repair.find(({ against, scope }) => against === name && scope === 'all');
  const slope = (row: RepairRow): Html => html`${fixed(row.slope, 2)} [${fixed(row.low, 2)}, ${fixed(row.high, 2)}]`;
  const [attention, norms, tangential] = [of('attention'), of('norms'), of('both-tangential')];
  if (attention === undefined) return false;
  return html`Over all, the total effect is ${slope(attention)} of the one with attention held: ${answer(attention)}. ${norms !== undefined && html`It is ${slope(norms)} of the one with norms held`}${norms !== undefined && tangential !== undefined && html`, and ${slope(tangential)} of the one with both held when the radial part of what is removed is left in`}${norms !== undefined && '. '}${attention.radial_share !== null && html`The median radial share of what is removed is ${fixed(attention.radial_share, 2)}: that part lies along what later layers read of the residual, every norm divides it out again, and holding norms turns it into a fictitious effect.`}`;
}

/** What later attention does to an effect; where the total has the other sign it does more than take it back. */
function answer({ slope, status }: RepairRow): string {
  if (status === 'larger') return 'no self-repair, attention adds to it';
  if (status !== 'smaller') return 'undecided: the interval holds 1';
  return slope < 0 ? 'attention turns it round' : `attention repairs ${percent(1 - slope)} of it`;
}

function scatter(rows: readonly EffectRow[], effect: Effect, held: string): Html {
  const reach = 1.05 * rows.reduce((most, row) => Math.max(most, Math.abs(row[effect]), Math.abs(row.total)), 1e-9);
  return draw(`Total effect against the effect ${held}`, {
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
        x: effect,
        y: 'total',
        r: 2.8,
        fill: (row: EffectRow) => clusterColour(row.cluster),
        fillOpacity: 0.75,
        title: (row: EffectRow) =>
          `feature ${row.feature_id}, cluster ${row.cluster}: total ${number(row.total)}, held ${number(row[effect])}`,
      }),
    ],
  });
}
