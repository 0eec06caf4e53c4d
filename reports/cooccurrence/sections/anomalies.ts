/** What could fool a reader: how much of the contrast the features explain, whether first-order attributions hold, features of the first token, collinear groups. */
import { counted, fixed, number, percent } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, note, type Section } from '../../section.ts';
import { attributionCheck } from './anomalies/attribution-check.ts';
import { type LedgerRow, ledgerFigure } from './anomalies/ledger.ts';

interface ShareRow {
  readonly features: number | null;
  readonly bias: number | null;
  readonly error: number | null;
  /** Mean over prompts, logits: Σ x·g, and the contrast itself. */
  readonly total: number | null;
  readonly contrast: number | null;
}

interface ConstantRow {
  readonly feature_id: number;
  readonly cluster: number | null;
  readonly kept: boolean;
  readonly share_first: number;
  readonly activation_cv: number | null;
  readonly main_position: number;
  readonly constant: boolean;
  readonly before_difference: boolean;
}

interface IdentityRow {
  readonly check: string;
  readonly worst: number;
  readonly prompt_id: number | null;
  readonly position: number | null;
  readonly tolerance: number;
  readonly passed: boolean;
}

/** More than half its attribution at position 0. */
const FIRST_SHARE = 0.5;

export const anomalies: Section = {
  id: 'anomalies',
  title: 'Checks and anomalies',
  needs: ['ledger', 'attribution'],
  async render(context: Context): Promise<Html> {
    const ledger = await context.query<LedgerRow>('report_ledger');
    const [share] = await context.query<ShareRow>('report_ledger_share');
    const features = await context.query<ConstantRow>('report_constant');
    const collinear = await context.query<{ feature_a: number; feature_b: number; r: number }>('report_collinear');
    const groups = context.filled.has('collinear_group')
      ? await context.query<{ sentence: string }>('report_collinear_group')
      : [];
    const identities = context.filled.has('identity') ? await context.query<IdentityRow>('report_identity') : [];
    const first = features.filter((row) => row.share_first > FIRST_SHARE);
    const constant = features.filter((row) => row.constant);
    const before = features.filter((row) => row.before_difference);
    return html`<h3>Where does the first-order term come from?</h3>
<p>The first-order term Σ x·g splits into what features carry, the decoder’s bias, and the error that the autoencoder does not reconstruct. By summed size the shares are ${percent(share.features)}, ${percent(share.bias)} and ${percent(share.error)}. A large error share means that most of what the contrast answers to is not in the features. None of them is a share of the contrast: normalisation makes it nearly indifferent to the length of the residual, so that the term is near 0 whatever the contrast is (Euler). Here it is ${number(share.total)} logits a prompt, where the contrast is ${number(share.contrast)}.</p>
${ledgerFigure(context, ledger)}
${context.filled.has('attribution_agreement') && (await attributionCheck(context))}
<h3>Features to be wary of</h3>
<p>${
      first.length === 0
        ? 'No selected feature has more than half of its attribution at the first position.'
        : html`${counted(first.length, 'selected feature')} ${first.length === 1 ? 'has' : 'have'} more than half of ${first.length === 1 ? 'its' : 'their'} attribution at the first position, where every prompt is the same: <span class="ids">${first
            .slice(0, 24)
            .map((row) => row.feature_id)
            .join(', ')}${first.length > 24 ? ', …' : ''}</span>. Their attributions vary through the gradient alone.`
    }
${constant.length > 0 && html` ${counted(constant.length, 'feature')} ${constant.length === 1 ? 'has a code that hardly moves' : 'have codes that hardly move'} at the position where ${constant.length === 1 ? 'it fires' : 'they fire'} most.`}
${before.length > 0 && html` ${counted(before.length, 'feature')} ${before.length === 1 ? 'fires' : 'fire'} mostly before the first token that differs between prompts, and cannot tell them apart.`}
${collinear.length === 0 ? ' No pair correlates above 0.99.' : html` ${counted(collinear.length, 'pair')} of features correlate${collinear.length === 1 ? 's' : ''} above 0.99 in size and ${collinear.length === 1 ? 'is' : 'are'} probably one thing seen twice.`}</p>
${groups.length > 0 && sentences(groups.map((row) => row.sentence))}
${dataTable(context, {
  title: 'Share of attribution at the first position, and how much the code moves',
  sql: 'report_constant',
  rows: features,
  first: 8,
  columns: [
    { title: 'feature', cell: (row) => row.feature_id },
    { title: 'cluster', cell: (row) => (row.kept ? row.cluster : '–') },
    { title: 'share at first position', cell: (row) => percent(row.share_first) },
    { title: 'coefficient of variation of the code', cell: (row) => fixed(row.activation_cv, 3) },
    { title: 'main position', cell: (row) => row.main_position },
    { title: 'constant there', cell: (row) => (row.constant ? 'yes' : 'no') },
    { title: 'before prompts differ', cell: (row) => (row.before_difference ? 'yes' : 'no') },
  ],
})}
<h3>Identities checked in this run</h3>
${
  identities.length === 0
    ? note('absent', 'This run stored no identity checks.')
    : dataTable(context, {
        title: 'Identities that must hold',
        sql: 'report_identity',
        rows: identities,
        columns: [
          { title: 'check', words: 'prose', cell: (row) => row.check },
          { title: 'worst deviation', cell: (row) => number(row.worst, 2) },
          { title: 'tolerance', cell: (row) => number(row.tolerance, 2) },
          { title: 'prompt', cell: (row) => row.prompt_id ?? '–' },
          { title: 'position', cell: (row) => row.position ?? '–' },
          { title: 'holds', words: true, cell: (row) => (row.passed ? '✓ yes' : '✕ no') },
        ],
      })
}`;
  },
};

const N_SENTENCES = 4;

function sentences(lines: readonly string[]): Html {
  const list = (some: readonly string[]): Html =>
    html`<ul class="sentences">${some.map((line) => html`<li>${line}</li>`)}</ul>`;
  const rest = lines.slice(N_SENTENCES);
  return html`${list(lines.slice(0, N_SENTENCES))}${rest.length > 0 && html`<details><summary>${counted(rest.length, 'more group')}</summary>${list(rest)}</details>`}`;
}
