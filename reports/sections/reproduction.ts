/** Beside each figure the study published, the value of this run, and whether the setting is the same, so that nobody compares what cannot be compared. */
import { number, pValue } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { RunManifest } from '../manifest.ts';
import { PUBLISHED, type Published } from '../published.ts';
import { type Context, dataTable, note, type Section } from '../section.ts';

const STUDY_MODEL = /(^|\/)gpt2$/;
const STUDY_SAE = /GPT2-Small-SAEs-Reformatted/;
const STUDY_FOLDER = 'blocks.7.hook_resid_pre';
const N_PROMPTS = 100;

export const reproduction: Section = {
  id: 'reproduction',
  title: 'Against the published study',
  needs: ['prompt', 'feature'],
  async render(context: Context): Promise<Html> {
    const found = new Map(
      (await context.query<{ figure: string; value: number | null }>('report_reproduction')).map((row) => [
        row.figure,
        row.value,
      ]),
    );
    const prompts = await context.query<object>('report_prompt');
    const differences = differencesOf(context.manifest, prompts.length);
    const isFeature = (row: Published): boolean => row.group === 'features';
    // Numbers of features mean nothing in another dictionary.
    const rows = PUBLISHED.filter((row) => differences.length === 0 || !isFeature(row));
    return html`<p>The method comes from a 2024 study of GPT-2 small. ${differences.length === 0 ? 'This run has its model, autoencoder, task and settings, so the numbers below should agree as far as its unseeded choice of wrong answers allows.' : html`This run differs from it in ${differences.join('; ')}. The table shows the same quantities side by side, but no agreement is to be expected.`}</p>
${dataTable(context, {
  title: 'Published figures and this run',
  sql: 'report_reproduction',
  rows,
  first: 8,
  columns: [
    {
      title: 'figure',
      words: 'prose',
      cell: (row) => html`${row.title}${row.derived === true && html` <small>derived</small>`}`,
    },
    { title: 'published', cell: (row) => shown(row, row.value) },
    { title: 'this run', cell: (row) => shown(row, found.get(row.figure) ?? null) },
    {
      title: 'setting',
      words: true,
      cell: () =>
        differences.length === 0 ? 'the same' : differences.includes('the model') ? 'another model' : 'another setting',
    },
  ],
})}
${note('plain', 'The study’s worked examples (such as “world”, from 44.37 % to 12.26 %) steer single prompts outside this task, so they have no row.')}`;
  },
};

function shown(row: Published, value: number | null): string {
  return row.figure.includes('p ') ? pValue(value) : number(value, 4);
}

/** What of the study's setting this run does not share, in words. */
export function differencesOf(manifest: RunManifest, prompts: number): string[] {
  const { study } = manifest;
  const model = study?.model !== undefined && 'hub' in study.model ? study.model.hub : '';
  return [
    !STUDY_MODEL.test(model ?? '') && 'the model',
    !(STUDY_SAE.test(study?.sae?.hub ?? '') && study?.sae?.folder === STUDY_FOLDER) && 'the autoencoder',
    prompts !== N_PROMPTS && `the task (${prompts} prompts)`,
    study?.preset !== 'seed-exact' && 'the preset',
    study?.network !== undefined && study.network.threshold !== 0.7 && `the threshold (${study.network.threshold})`,
  ].filter((difference) => difference !== false);
}
