/** How well the model does the task at all: rank, probability, logit difference and entropy of the answer, and by stratum. */
import { draw, Plot, panels } from '../charts/draw.ts';
import { fixed, grouped, number, percent } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type Context, dataTable, figure, type Section } from '../section.ts';
import { type BaselineRow, baseline } from './baseline.ts';
import { byStratum } from './by-stratum.ts';

export interface PromptRow {
  readonly prompt_id: number;
  readonly text: string;
  readonly answer: string;
  readonly stratum: string;
  readonly template: string;
  readonly answer_rank: number;
  readonly answer_prob: number;
  readonly answer_logit: number;
  readonly logit_diff: number;
  readonly top10_entropy: number;
}

export interface StratumRow {
  readonly stratum: string;
  readonly prompts: number;
  readonly share_rank0: number;
  readonly median_rank: number;
  readonly answer_prob: number;
  readonly answer_logit: number;
  readonly logit_diff: number;
  readonly top10_entropy: number;
}

export const performance: Section = {
  id: 'task',
  title: 'Task performance',
  needs: ['prompt'],
  async render(context: Context): Promise<Html> {
    const prompts = await context.query<PromptRow>('report_prompt');
    const strata = await context.query<StratumRow>('report_stratum');
    const kept = prompts.filter((row) => row.answer_rank === 0);
    return html`<p>The right answer is the model’s first choice on ${grouped(kept.length)} of ${grouped(prompts.length)} prompts (${percent(kept.length / prompts.length)}).
Correlations use all prompts; a study may restrict steering to the prompts answered at rank 0.</p>
${figure(context, {
  title: 'The answer at the last position',
  sql: 'report_prompt',
  wide: true,
  body: html`${panels([
    { title: 'rank of the answer', svg: ranks(prompts) },
    { title: 'probability', svg: histogram(prompts, 'answer_prob', 'probability of the answer') },
    { title: 'logit difference', svg: histogram(prompts, 'logit_diff', 'answer minus contrast, logits') },
    { title: 'entropy of the top ten', svg: histogram(prompts, 'top10_entropy', 'nats') },
  ])}<p class="key"><i class="swatch kept"></i> answered at rank 0 <i class="swatch rest"></i> other prompts</p>`,
  see: 'Where the model stands before anything is changed. Rank 0 means that no token of the vocabulary is likelier than the answer.',
  caution:
    'that a high rank means knowledge of the subject. A model that always says the commonest answer is right on that share of the prompts.',
})}
${baseline(context, await context.query<BaselineRow>('report_task'))}
${figure(context, {
  title: 'Probability of the answer by stratum',
  sql: 'report_prompt',
  body: byStratum(prompts, strata),
  see: 'One dot per prompt, filled where the answer is at rank 0; the line is the stratum’s mean.',
  caution: 'anything about strata with a handful of prompts.',
})}
${dataTable(context, {
  title: 'Strata',
  sql: 'report_stratum',
  rows: strata,
  first: 12,
  columns: [
    { title: 'stratum', words: 'prose', cell: (row) => row.stratum },
    { title: 'prompts', cell: (row) => grouped(row.prompts) },
    { title: 'at rank 0', cell: (row) => percent(row.share_rank0) },
    { title: 'median rank', cell: (row) => number(row.median_rank) },
    { title: 'probability', cell: (row) => fixed(row.answer_prob, 3) },
    { title: 'logit', cell: (row) => fixed(row.answer_logit, 2) },
    { title: 'logit diff.', cell: (row) => fixed(row.logit_diff, 2) },
    { title: 'entropy', cell: (row) => fixed(row.top10_entropy, 2) },
  ],
})}`;
  },
};

const KEPT_COLOUR = (row: PromptRow): string => (row.answer_rank === 0 ? 'var(--accent)' : 'var(--muted-fill)');

function histogram(
  prompts: readonly PromptRow[],
  column: 'answer_prob' | 'logit_diff' | 'top10_entropy',
  label: string,
): Html {
  return draw(`Histogram over prompts of ${label}`, {
    x: { label },
    y: { label: 'prompts', grid: true, ticks: 4 },
    marks: [
      Plot.rectY(
        prompts,
        Plot.binX<Plot.RectYOptions>(
          { y: 'count' },
          { x: { value: column, thresholds: 20 }, fill: KEPT_COLOUR, insetLeft: 0.5, insetRight: 0.5 },
        ),
      ),
      Plot.ruleY([0]),
    ],
  });
}

/** Ranks in classes, because they run from 0 to the size of the vocabulary. */
function ranks(prompts: readonly PromptRow[]): Html {
  const classes: readonly [string, number][] = [
    ['0', 0],
    ['1', 1],
    ['2', 2],
    ['3–9', 9],
    ['10–99', 99],
    ['≥ 100', Number.POSITIVE_INFINITY],
  ];
  const named = prompts.map((row) => ({ ...row, place: classes.find(([, last]) => row.answer_rank <= last)![0] }));
  return draw('Number of prompts by rank of the answer', {
    x: { label: 'rank', domain: classes.map(([name]) => name) },
    y: { label: 'prompts', grid: true, ticks: 4 },
    marks: [Plot.barY(named, Plot.groupX({ y: 'count' }, { x: 'place', fill: KEPT_COLOUR })), Plot.ruleY([0])],
  });
}
