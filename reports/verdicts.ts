/**
 * The verdicts of an analysis: a card a hypothesis with its claim, what was found and which nulls it survives, and a table of every
 * further finding. Status is said in words and by a sign, not by colour alone. The rule is the same for every analysis; the words that
 * only one knows are its own.
 */
import { grouped, number, pValue } from './format.ts';
import { type Content, type Html, html } from './html.ts';
import { type Context, dataTable, type Section } from './section.ts';

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
  /** Features that it is about, and without copies. */
  readonly n: number | null;
  readonly n_units: number | null;
  readonly status: string;
  readonly reason: string | null;
}

interface ExpectedRow {
  readonly claims: number;
  readonly asked: number;
  /** Supported by chance, at most. */
  readonly expected: number;
}

/** What an analysis says of its own claims. */
interface VerdictWords {
  /** What each hypothesis is about, in a few words. */
  readonly topics?: Readonly<Record<string, string>>;
  /** Above the cards. @param supported how many hypotheses are supported, as a sentence */
  lead?(context: Context, supported: string): Promise<Content>;
  /** Below the cards. */
  readonly caution?: Content;
  /** What the table of further findings says of its estimates. */
  readonly findings?: string;
  /** What the two numbers in brackets are. */
  bracketsOf?(hypothesis: string): string;
  /** The smallest effect of interest of a hypothesis in its own unit. */
  smallestOfInterest?(context: Context, hypothesis: string): Promise<string | null>;
  /** A claim as it is read. */
  inWords?(claim: string): string;
}

export const SIGNS: Readonly<Record<string, string>> = {
  supported: '✓',
  'not supported': '✕',
  'not distinguishable': '≈',
  'depends on the definition': '±',
  'not testable': '?',
};

export const MEANINGS: Readonly<Record<string, string>> = {
  supported: 'Supported',
  'not supported': 'Not supported',
  'not distinguishable': 'Not distinguishable from the null',
  'depends on the definition': 'Depends on the definition',
  'not testable': 'Not testable in this study',
};

export function verdictSection(words: VerdictWords): Section {
  return {
    id: 'verdicts',
    title: 'Verdicts',
    needs: ['verdict'],
    async render(context: Context): Promise<Html> {
      const rows = await context.query<VerdictRow>('report_verdict');
      const hypotheses = rows.filter((row) => row.kind === 'hypothesis');
      const findings = rows.filter((row) => row.kind === 'finding');
      const [chance] = await context.query<ExpectedRow>('report_verdict_expected');
      const supported = summary(hypotheses, 'hypothesis', 'hypotheses');
      const cards = await Promise.all(hypotheses.map((row) => card(context, row, words)));
      return html`${words.lead === undefined ? html`<p>${supported}</p>` : await words.lead(context, supported)}
<div class="verdicts">${cards}</div>
${chance.asked > 0 && html`<p class="expected"><small>${chance.asked} of ${chance.claims} claims could be asked. If nothing were there, at most ${number(chance.expected)} of them would be supported by chance: the nominal level, 0.025 for each; no p is adjusted for their number. A claim must pass every null that it names and held-out prompts too, so fewer are expected (docs/verdicts.md).</small></p>`}
${words.caution}
${findings.length > 0 && findingTable(context, findings, words)}`;
    },
  };
}

const INTERVAL = '95 % interval';

function summary(rows: readonly VerdictRow[], one: string, many: string): string {
  const count = (status: string): number => rows.filter((row) => row.status === status).length;
  const [supported, untested] = [count('supported'), count('not testable')];
  const open = untested === 0 ? '' : ` ${untested} cannot be tested in this study.`;
  return `${supported === 0 ? 'None' : supported} of ${rows.length} ${rows.length === 1 ? one : many} ${supported <= 1 ? 'is' : 'are'} supported.${open}`;
}

/** Supported findings first, those that could not be tested last. */
const STATUSES: readonly string[] = Object.keys(SIGNS);

function findingTable(context: Context, rows: readonly VerdictRow[], words: VerdictWords): Html {
  const { inWords = (claim) => claim, bracketsOf = () => INTERVAL } = words;
  return dataTable(context, {
    title: 'Every further finding',
    note: [summary(rows, 'further finding', 'further findings'), words.findings].filter(Boolean).join(' '),
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

async function card(context: Context, row: VerdictRow, words: VerdictWords): Promise<Html> {
  const { topics = {}, bracketsOf = () => INTERVAL } = words;
  const smallest = row.estimate === null ? null : ((await words.smallestOfInterest?.(context, row.hypothesis)) ?? null);
  const kind = row.status.replace(/ /g, '-');
  return html`<article class="verdict ${kind}">
<header><span class="name">${row.hypothesis}${row.hypothesis in topics && html` <small>${topics[row.hypothesis]}</small>`}</span><span class="status"><i aria-hidden="true">${SIGNS[row.status] ?? '·'}</i>${MEANINGS[row.status] ?? row.status}</span></header>
<p class="claim">${row.claim}</p>
<dl>${
    row.estimate !== null &&
    html`<div><dt>estimate, ${row.unit}</dt><dd>${number(row.estimate)}</dd></div>
${row.low !== null && row.high !== null && html`<div><dt>${bracketsOf(row.hypothesis)}</dt><dd>[${number(row.low)}, ${number(row.high)}]</dd></div>`}
${smallest !== null && html`<div><dt>smallest effect of interest</dt><dd>${smallest}</dd></div>`}`
  }
${row.n !== null && html`<div><dt>features</dt><dd>${grouped(row.n)}${row.n_units !== null && row.n_units !== row.n && html` <small>${grouped(row.n_units)} without copies</small>`}</dd></div>`}
${row.p !== null && html`<div><dt>p</dt><dd>${pValue(row.p)}</dd></div>`}
${row.p_held_out !== null && html`<div><dt>p, held-out prompts</dt><dd>${pValue(row.p_held_out)}</dd></div>`}
<div><dt>nulls survived</dt><dd>${row.survives.length > 0 ? row.survives.map((name) => html`<span class="chip">${name}</span>`) : html`<small>none</small>`}</dd></div></dl>
${row.reason !== null && html`<p class="reason">${row.reason}</p>`}
</article>`;
}
