/** First in the report: each hypothesis, what was found, and which nulls it survives. Status is said in words and by a sign, not by colour alone. */
import { number, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, note, type Section } from '../../section.ts';
import { readable } from './nulls/statistic-names.ts';
import { glance } from './verdicts/glance.ts';
import { bracketsOf, smallestOfInterest } from './verdicts/scale.ts';

interface VerdictRow {
  readonly hypothesis: string;
  readonly kind: 'hypothesis' | 'finding';
  readonly claim: string;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly p: number | null;
  /** The same on prompts that did not make the claim. */
  readonly p_held_out: number | null;
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
    const hypotheses = rows.filter((row) => row.kind === 'hypothesis');
    const findings = rows.filter((row) => row.kind === 'finding');
    const cards = await Promise.all(hypotheses.map((row) => card(context, row)));
    return html`${await glance(context, summary(hypotheses, 'hypothesis', 'hypotheses'))}
<div class="verdicts">${cards}</div>
${note('plain', 'An attribution is the first-order effect of a feature on the answer. Features whose attributions rise and fall together over prompts need not work together in the model: they all share one gradient. That is what the nulls are for.')}
${findings.length > 0 && findingTable(context, findings)}`;
  },
};

/** What each hypothesis is about, in a few words. */
const TOPICS: Readonly<Record<string, string>> = {
  H1: 'distinct groups',
  H2: 'damage together',
  H3: 'central is important',
  H4: 'working together',
};

function summary(rows: readonly VerdictRow[], one: string, many: string): string {
  const count = (status: string): number => rows.filter((row) => row.status === status).length;
  const [supported, untested] = [count('supported'), count('not testable')];
  const open = untested === 0 ? '' : ` ${untested} cannot be tested in this study.`;
  return `${supported === 0 ? 'None' : supported} of ${rows.length} ${rows.length === 1 ? one : many} ${supported <= 1 ? 'is' : 'are'} supported.${open}`;
}

/** Supported findings first, those that could not be tested last. */
const STATUSES: readonly string[] = ['supported', 'not supported', 'not distinguishable', 'not testable'];

function findingTable(context: Context, rows: readonly VerdictRow[]): Html {
  return dataTable(context, {
    title: 'Every further finding',
    note: `${summary(rows, 'further finding', 'further findings')} The estimate is what the study’s own statistic has beyond the median of the null, in brackets beyond the middle 95 % of the null; a correlation of damage with a centrality stands as it is with its 95 % interval.`,
    sql: 'report_verdict',
    rows: [...rows].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)),
    first: 6,
    columns: [
      { title: 'claim', words: 'prose', cell: (row) => inWords(row.claim) },
      {
        title: 'status',
        words: true,
        cell: (row) => html`<span title="${row.reason ?? ''}">${SIGNS[row.status] ?? '·'} ${row.status}</span>`,
      },
      {
        title: 'estimate',
        cell: (row) =>
          html`${number(row.estimate)}${row.low !== null && row.high !== null && html` <small title="${bracketsOf(row.hypothesis)}">[${number(row.low)}, ${number(row.high)}]</small>`}`,
      },
      { title: 'unit', words: true, cell: (row) => row.unit },
      { title: 'p', cell: (row) => pValue(row.p) },
      { title: 'held out', cell: (row) => pValue(row.p_held_out) },
      { title: 'nulls survived', words: 'prose', cell: (row) => row.survives.join(', ') || 'none' },
    ],
  });
}

/** The name of a metric in a claim is that of its column. */
function inWords(claim: string): string {
  return claim.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, readable);
}

async function card(context: Context, row: VerdictRow): Promise<Html> {
  const smallest = row.estimate === null ? null : await smallestOfInterest(context, row.hypothesis);
  const kind = row.status.replace(/ /g, '-');
  return html`<article class="verdict ${kind}">
<header><span class="name">${row.hypothesis}${row.hypothesis in TOPICS && html` <small>${TOPICS[row.hypothesis]}</small>`}</span><span class="status"><i aria-hidden="true">${SIGNS[row.status] ?? '·'}</i>${MEANINGS[row.status] ?? row.status}</span></header>
<p class="claim">${row.claim}</p>
<dl>${
    row.estimate !== null &&
    html`<div><dt>estimate, ${row.unit}</dt><dd>${number(row.estimate)}</dd></div>
${row.low !== null && row.high !== null && html`<div><dt>${bracketsOf(row.hypothesis)}</dt><dd>[${number(row.low)}, ${number(row.high)}]</dd></div>`}
${smallest !== null && html`<div><dt>smallest effect of interest</dt><dd>${smallest}</dd></div>`}`
  }
${row.p !== null && html`<div><dt>p</dt><dd>${pValue(row.p)}</dd></div>`}
${row.p_held_out !== null && html`<div><dt>p, held-out prompts</dt><dd>${pValue(row.p_held_out)}</dd></div>`}
<div><dt>nulls survived</dt><dd>${row.survives.length > 0 ? row.survives.map((name) => html`<span class="chip">${name}</span>`) : html`<small>none</small>`}</dd></div></dl>
${row.reason !== null && html`<p class="reason">${row.reason}</p>`}
</article>`;
}
