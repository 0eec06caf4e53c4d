/** First in the report: each hypothesis, what was found, and which nulls it survives. Status is said in words and by a sign, not by colour alone. */
import { number, pValue } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type Context, dataTable, note, type Section } from '../section.ts';

interface VerdictRow {
  readonly hypothesis: string;
  readonly claim: string;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly survives: readonly string[];
  readonly status: string;
  readonly reason: string | null;
}

const SIGNS: Readonly<Record<string, string>> = {
  supported: '✓',
  'not supported': '✕',
  'not distinguishable': '≈',
  'not testable': '?',
};

const MEANINGS: Readonly<Record<string, string>> = {
  supported: 'Supported',
  'not supported': 'Not supported',
  'not distinguishable': 'Not distinguishable from the null',
  'not testable': 'Not testable in this study',
};

export const verdicts: Section = {
  id: 'verdicts',
  title: 'Verdicts',
  needs: ['verdict'],
  async render(context: Context): Promise<Html> {
    const rows = await context.query<VerdictRow>('report_verdict');
    const hypotheses = rows.filter((row) => HYPOTHESIS.test(row.hypothesis));
    const findings = rows.filter((row) => !HYPOTHESIS.test(row.hypothesis));
    const nulls = context.filled.has('null_statistic')
      ? [...new Set((await context.query<{ null: string }>('report_null')).map((row) => row.null))]
      : [];
    return html`<p class="lead">${summary(hypotheses, 'hypothesis', 'hypotheses')}${findings.length > 0 && html` ${summary(findings, 'further finding', 'further findings')}`} Each is listed whatever came out, and the rule was fixed before the results.</p>
<div class="verdicts">${hypotheses.map((row) => card(row, nulls))}</div>
${note('plain', 'An attribution is the first-order effect of a feature on the answer. Features whose attributions rise and fall together over prompts need not work together in the model: they all share one gradient. That is what the nulls are for.')}
${findings.length > 0 && findingTable(context, findings)}`;
  },
};

/** The four claims of the study and ours; everything else in the table is a single finding. */
const HYPOTHESIS = /^H\d+$/;

function summary(rows: readonly VerdictRow[], one: string, many: string): string {
  const supported = rows.filter((row) => row.status === 'supported').length;
  return `${supported === 0 ? 'None' : supported} of ${rows.length} ${rows.length === 1 ? one : many} ${supported === 1 ? 'is' : 'are'} supported.`;
}

function findingTable(context: Context, rows: readonly VerdictRow[]): Html {
  return dataTable(context, {
    title: 'Every further finding',
    note: 'The estimate is what the study’s own statistic has beyond the mean of the null, with its interval.',
    sql: 'report_verdict',
    rows,
    first: 6,
    columns: [
      { title: 'claim', words: 'prose', cell: (row) => row.claim },
      {
        title: 'status',
        words: true,
        cell: (row) => html`<span title="${row.reason ?? ''}">${SIGNS[row.status] ?? '·'} ${row.status}</span>`,
      },
      {
        title: 'estimate',
        cell: (row) =>
          html`${number(row.estimate)}${row.low !== null && row.high !== null && html` <small>[${number(row.low)}, ${number(row.high)}]</small>`}`,
      },
      { title: 'p', cell: (row) => pValue(row.p) },
      { title: 'nulls survived', words: true, cell: (row) => row.survives.join(', ') || 'none' },
    ],
  });
}

function card(row: VerdictRow, nulls: readonly string[]): Html {
  const kind = row.status.replace(/ /g, '-');
  return html`<article class="verdict ${kind}">
<header><span class="name">${row.hypothesis}</span><span class="status"><i aria-hidden="true">${SIGNS[row.status] ?? '·'}</i>${MEANINGS[row.status] ?? row.status}</span></header>
<p class="claim">${row.claim}</p>
<dl>${row.estimate !== null && html`<div><dt>estimate</dt><dd>${number(row.estimate)}${row.low !== null && row.high !== null && html` <small>[${number(row.low)}, ${number(row.high)}]</small>`}</dd></div>`}
${row.p !== null && html`<div><dt>p</dt><dd>${pValue(row.p)}</dd></div>`}
<div><dt>nulls survived</dt><dd>${row.survives.length > 0 ? row.survives.map((name) => html`<span class="chip">${name}</span>`) : html`<small>none${nulls.length > 0 && ` of ${nulls.length}`}</small>`}</dd></div></dl>
${row.reason !== null && html`<p class="reason">${row.reason}</p>`}
</article>`;
}
