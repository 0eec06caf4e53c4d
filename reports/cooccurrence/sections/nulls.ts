/** Each statistic beside what other directions, shuffled values or rewired edges give: distributions, standard scores, held-out prompts, recomputed networks. */

import { counted, fixed, number, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, more, type Section } from '../../section.ts';
import { type BinRow, distributions } from './nulls/distributions.ts';
import { LADDER_NOTE, type LadderRow, ladders } from './nulls/ladders.ts';
import { recomputed } from './nulls/recomputed.ts';
import { splits as everySplit } from './nulls/splits.ts';
import { type Density, isDetail, isHeldOut, readable } from './nulls/statistic-names.ts';

interface NullRow {
  readonly null: string;
  readonly statistic: string;
  readonly density: Density;
  readonly observed: number | null;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly replicates: number;
  readonly defined: number;
  readonly p_exists: number | null;
  readonly note: string | null;
}

interface ModelRow {
  readonly null: string;
  readonly keeps: string;
  readonly decisive: boolean;
  readonly replicates: number;
  readonly movable_prompts: number | null;
  readonly reason: string | null;
  readonly asked: number;
  readonly beyond: number;
  readonly asked_held_out: number;
  readonly beyond_held_out: number;
  /** Traits in which the rows that it draws are unlike the selected features; null where none. */
  readonly unbalanced: string | null;
}

interface BalanceRow {
  readonly null: string;
  readonly trait: string;
  readonly selected_mean: number;
  readonly drawn_mean: number;
  readonly smd: number | null;
  readonly unbalanced: boolean;
}

const DENSITY: Readonly<Record<Density, string>> = {
  edges: 'with as many edges as the study’s network has',
  threshold: 'at the study’s own rule for edges',
};

export const nulls: Section = {
  id: 'nulls',
  title: 'Against the nulls',
  needs: ['null_statistic'],
  async render(context: Context): Promise<Html> {
    const rows = await context.query<NullRow>('report_null');
    const models = await context.query<ModelRow>('report_null_model');
    return html`<p>A null is the same study with other directions on the same activations and gradients (or with shuffled values, or rewired edges). What a null reproduces is no evidence that these features are special, however small its textbook p; what survives is alignment beyond chance, not interaction.</p>
<dl class="meanings">${models.map(described)}</dl>
${context.filled.has('null_histogram') && distributions(context, await context.query<BinRow>('report_null_histogram'))}
${context.filled.has('null_balance') && balance(context, await context.query<BalanceRow>('report_null_balance'))}
${(['edges', 'threshold'] as const).map((density) =>
  ladders(
    context,
    rows.filter((row) => row.density === density && !isDetail(row.statistic) && !isHeldOut(row.statistic)),
    {
      title: `Every statistic of the network under each null, ${DENSITY[density]}`,
      sql: 'report_null',
      see: `${density === 'edges' ? 'A network’s shape depends on how dense it is, so claims about shape are judged here. ' : 'Replicates may be much sparser than the study: only the number of edges and mean |r| are judged here. '}${LADDER_NOTE}`,
      caution:
        'co-operation from surviving a random dictionary: it shows alignment with the gradient beyond chance. The interaction index decides the rest.',
    },
  ),
)}
${await heldOut(context)}
${context.filled.has('recomputed') && (await recomputed(context))}
${more(
  'All statistics under the nulls, as a table',
  dataTable(context, {
    title: 'Statistics under the nulls',
    note: 'p counts replicates at least as large among those that have the statistic, plus one on both sides of the fraction; p (exists) is the share that have it at all. Fewer than 100 that do leave neither p nor z.',
    sql: 'report_null',
    rows,
    first: 8,
    columns: [
      { title: 'null', words: true, cell: (row) => row.null },
      {
        title: 'statistic',
        words: 'prose',
        cell: (row) => html`${readable(row.statistic)}${isHeldOut(row.statistic) && html` <small>held out</small>`}`,
      },
      { title: 'edges', words: true, cell: (row) => (row.density === 'edges' ? 'as many' : 'by the rule') },
      { title: 'observed', cell: (row) => number(row.observed) },
      { title: 'have it', cell: (row) => `${row.defined} of ${row.replicates}` },
      { title: 'p (exists)', cell: (row) => pValue(row.p_exists) },
      { title: 'null mean', cell: (row) => number(row.mean) },
      { title: 'null 95 %', cell: (row) => (row.low === null ? '–' : `${number(row.low)} to ${number(row.high)}`) },
      { title: 'z', cell: (row) => fixed(row.z, 2) },
      { title: 'p', cell: (row) => pValue(row.p) },
      { title: 'note', words: 'prose', cell: (row) => row.note },
    ],
  }),
)}`;
  },
};

/** What a null keeps, and how often this study exceeds it. */
function described(row: ModelRow): Html {
  return html`<div><dt>${row.null} <small>${row.decisive ? 'decisive' : 'descriptive'}</small></dt><dd>Keeps ${row.keeps}. ${
    row.reason === null
      ? html`<b>${row.beyond} of ${counted(row.asked, 'statistic')}</b> exceed 97.5 % of its ${counted(row.replicates, 'replicate')}${row.asked_held_out > 0 && html`, and ${row.beyond_held_out} of ${row.asked_held_out} on held-out prompts`}${row.movable_prompts !== null && html`; ${counted(row.movable_prompts, 'prompt')} can move`}.${row.unbalanced !== null && html` <b>Unbalanced</b> in ${row.unbalanced}: it draws other rows than the study has, and differs by more than directions.`}`
      : html`${row.replicates === 0 ? 'Not asked' : 'Not testable'}: ${row.reason}.`
  }</dd></div>`;
}

function balance(context: Context, rows: readonly BalanceRow[]): Html {
  return dataTable(context, {
    title: 'How alike the rows are that a null draws',
    note: 'The standardised mean difference of the rows drawn and the selected features; above 0.25 in size the null is unbalanced.',
    sql: 'report_null_balance',
    rows,
    columns: [
      { title: 'null', words: true, cell: (row) => row.null },
      { title: 'trait', words: true, cell: (row) => TRAITS[row.trait] ?? row.trait },
      { title: 'selected', cell: (row) => number(row.selected_mean) },
      { title: 'drawn', cell: (row) => number(row.drawn_mean) },
      { title: 'difference', cell: (row) => fixed(row.smd, 2) },
      { title: 'balanced', words: true, cell: (row) => (row.unbalanced ? 'no' : 'yes') },
    ],
  });
}

const TRAITS: Readonly<Record<string, string>> = {
  rate: 'firing rate, log10',
  norm: 'decoder norm, log10',
  prevalence: 'share of the task’s prompts',
};

interface HeldOutRow extends LadderRow {
  readonly split: string;
}

interface SplitRow {
  readonly split: string;
  readonly reason: string | null;
}

const SPLITS: Readonly<Record<string, string>> = {
  strata: 'prompts held out within strata',
  templates: 'whole templates held out',
};

/** What one half of the prompts found, asked of the other half. */
async function heldOut(context: Context): Promise<Html> {
  const rows = await context.query<HeldOutRow>('report_held_out');
  if (rows.length === 0) return html``;
  const splits = [...new Set(rows.map((row) => row.split))];
  const held = await context.query<SplitRow>('report_held_out_split');
  return html`<h3>On prompts that found nothing</h3>
<p>Clusters, edges and centralities are found on one half of the prompts and measured on the other, then the other way round, and the mean of both is shown; the nulls go through the same halves. ${held.map((row) => row.reason !== null && html`Not split by ${row.split}: ${row.reason}. `)}</p>
${splits.map((split) =>
  ladders(
    context,
    rows.filter((row) => row.split === split),
    {
      title: `Held-out statistics: ${SPLITS[split] ?? split}`,
      sql: 'report_held_out',
      see: LADDER_NOTE,
      caution: 'that a result which repeats is more than the shared gradient: the gradient repeats as well.',
    },
  ),
)}
${await everySplit(context)}`;
}
