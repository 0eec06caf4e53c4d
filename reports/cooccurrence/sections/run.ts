/** What was run: model, SAE, task, rule, sizes. When the model is the bundled toy, that is said before anything else. */

import { counted, grouped, number, percent } from '../../format.ts';
import { type Content, type Html, html } from '../../html.ts';
import { isBundled, sourceName } from '../../manifest.ts';
import { type Context, note, type Section } from '../../section.ts';
import { studyOf } from '../study-of.ts';

export interface SummaryRow {
  readonly prompts: number;
  readonly prompts_rank0: number;
  readonly mean_answer_prob: number | null;
  readonly answers: number;
  readonly templates: number;
  readonly features_seen: number;
  readonly features: number;
  readonly pairs: number;
  readonly mean_abs_r: number | null;
  readonly edges: number;
  readonly negative_edges: number;
  readonly giant: number | null;
  readonly components: number;
  readonly clusters: number;
  readonly features_kept: number;
  readonly sets: number;
  readonly steered: number;
}

export const run: Section = {
  id: 'run',
  title: 'What was run',
  needs: ['prompt'],
  async render(context: Context): Promise<Html> {
    const [sum] = await context.query<SummaryRow>('report_summary');
    const study = studyOf(context.manifest);
    const rows: readonly (readonly [string, Content])[] = [
      ['model', sourceName(study.model)],
      ['sparse autoencoder', sourceName(study.sae)],
      [
        'task',
        html`${counted(sum.prompts, 'prompt')}, ${counted(sum.answers, 'answer')}, ${counted(sum.templates, 'template')}; ${percent(sum.prompts_rank0 / sum.prompts)} answered at rank 0`,
      ],
      ['preset and seed', html`${study.preset ?? 'unknown'}, seed ${study.seed ?? 'unknown'}`],
      [
        'attribution',
        study.attribution &&
          html`${study.attribution.method}; contrast ${study.attribution.contrast}; positions ${study.attribution.positions}; BOS ${study.attribution.bos === 'include' ? 'included' : 'excluded'}`,
      ],
      [
        'features',
        sum.features > 0 &&
          html`${grouped(sum.features)} selected of ${grouped(sum.features_seen)} with any attribution${study.features && html`, non-zero on at least ${percent(study.features.min_prevalence)} of prompts`}`,
      ],
      [
        'network',
        sum.pairs > 0 &&
          html`${grouped(sum.edges)} edges (${grouped(sum.negative_edges)} negative)${study.network && html` where ${study.network.sign === 'absolute' ? '|r|' : 'r'} ${study.network.strict ? '>' : '≥'} ${number(study.network.threshold)}`}; mean |r| ${number(sum.mean_abs_r)}; largest component ${grouped(sum.giant ?? 0)}`,
      ],
      [
        'clusters',
        sum.pairs > 0 &&
          html`${grouped(sum.clusters)} kept, ${grouped(sum.features_kept)} features, by ${context.algorithm}${study.cluster && html` (${study.cluster.weighted ? 'weighted' : 'unweighted'}, at least ${study.cluster.min_size} features)`}`,
      ],
      [
        'steering',
        sum.steered > 0 &&
          html`${counted(sum.sets, 'set')}, ${grouped(sum.steered)} outcomes, one for each set, scaling, dose and prompt; equal pushes are run once`,
      ],
    ];
    return html`${isBundled(context.manifest) && note('toy', html`<b>Toy model.</b> This study ran on the small model and autoencoder that come with cofire. They were trained on a small set of facts so that the whole study runs in minutes. Nothing on this page says anything about GPT-2 or any other real model.`)}
<dl class="facts">${rows.map(([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  },
};
