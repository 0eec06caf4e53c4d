/** Whether the features of the network matter for the task: each set kept alone and taken out, beside random sets as active. */
import { relevanceBeside } from '../../../pipeline/cooccurrence/claims/beside-dictionary.ts';
import { counted, fixed, percent } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, type Section } from '../../section.ts';

interface RelevanceRow {
  readonly set: string;
  readonly scope: 'all' | 'held-out';
  readonly n: number;
  readonly n_units: number | null;
  readonly width: number;
  readonly prompts: number;
  readonly share_abs_attribution: number | null;
  readonly m: number;
  readonly m_none: number;
  readonly m_drop: number;
  readonly faithfulness: number | null;
  readonly necessity: number | null;
  readonly accuracy_keep: number;
  readonly accuracy_drop: number;
  readonly random_sets: number | null;
  readonly faithfulness_random: number | null;
  readonly faithfulness_low: number | null;
  readonly faithfulness_high: number | null;
  readonly necessity_random: number | null;
  readonly necessity_low: number | null;
  readonly necessity_high: number | null;
  readonly reason: string | null;
}

export const relevance: Section = {
  id: 'relevance',
  title: 'Do these features matter',
  needs: ['relevance'],
  async render(context: Context): Promise<Html> {
    const rows = await context.query<RelevanceRow>('report_relevance');
    const [first] = rows;
    const beside = relevanceBeside(rows);
    return html`<p>Taking features out puts the mean code of their place in the prompt where their code was, at every position, and leaves what the dictionary does not explain as it is. On ${counted(first.prompts, first.scope === 'held-out' ? 'held-out prompt' : 'prompt')} the contrast is ${fixed(first.m, 2)} logits with every feature and ${fixed(first.m_none, 2)} with none. A set is faithful as far as keeping it alone restores the difference, and necessary as far as taking it out loses it.</p>
${beside !== null && html`<p>${beside}</p>`}
${dataTable(context, {
  title: 'Sets of features, kept alone and taken out',
  note: `Small: median and middle 95 % of random sets of as many features with the same activation mass. “Top” sets are as many features of the largest |attribution| on the prompts that found the clusters. Features that are copies count once as units. Three baselines need no dictionary: principal components of the residual, as many as the kept features are units; the directions in which answers differ on average; neurons of the last feed-forward before the dictionary, as many as the kept features, of the largest |attribution|. Of them, “none” is the whole residual at the mean of its place, so they have more to restore. The residual has ${first.width} dimensions: components that are most of them keep, or take out, nearly everything whatever a dictionary finds, so that a share near 1 is trivial there. Compare the logits that taking out costs (above), and how many features, neurons or directions it took; a set moves no more dimensions than it has members.`,
  sql: 'report_relevance',
  rows,
  columns: [
    { title: 'set', words: true, cell: (row) => row.set },
    { title: 'features', cell: (row) => row.n },
    { title: 'units', cell: (row) => row.n_units ?? '–' },
    { title: 'dimensions', cell: (row) => Math.min(row.n, row.width) },
    { title: 'of Σ|attribution|', cell: (row) => percent(row.share_abs_attribution) },
    {
      title: 'faithfulness',
      cell: (row) =>
        share(row.faithfulness, row.faithfulness_random, row.faithfulness_low, row.faithfulness_high, row.reason),
    },
    { title: 'right, kept alone', cell: (row) => percent(row.accuracy_keep) },
    {
      title: 'necessity',
      cell: (row) => share(row.necessity, row.necessity_random, row.necessity_low, row.necessity_high, row.reason),
    },
    { title: 'right, taken out', cell: (row) => percent(row.accuracy_drop) },
  ],
})}`;
  },
};

function share(
  value: number | null,
  random: number | null,
  low: number | null,
  high: number | null,
  reason: string | null,
): Html {
  if (value === null) return html`<span title="${reason ?? ''}">not defined</span>`;
  const beside =
    random === null ? '' : html` <small>random ${fixed(random, 2)} [${fixed(low, 2)}, ${fixed(high, 2)}]</small>`;
  return html`${fixed(value, 3)}${beside}`;
}
