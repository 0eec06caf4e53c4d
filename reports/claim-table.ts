/** Runs side by side: a row a run, a column a claim. */
import { number, pValue, seconds } from './format.ts';
import { type Content, type Html, html } from './html.ts';
import type { RunClaim, RunSummary } from './run-summary.ts';
import { MEANINGS, SIGNS } from './verdicts.ts';

export interface ListedRun {
  readonly summary: RunSummary;
  readonly folder: string;
  /** Of its report, from the page. */
  readonly address: string;
  /** Why its tables are not what is said here; null where they are. */
  readonly reason: string | null;
}

/** Hypotheses of one analysis in the order of its verdicts. */
interface ClaimColumn {
  readonly analysis: string;
  readonly hypothesis: string;
}

/** Those that any of the runs has. */
export function claimColumns(runs: readonly ListedRun[]): ClaimColumn[] {
  const found = new Map<string, ClaimColumn>();
  for (const { summary } of runs)
    for (const { analysis, hypothesis } of summary.claims)
      found.set(`${analysis} ${hypothesis}`, { analysis, hypothesis });
  const order = [...new Set([...found.values()].map(({ analysis }) => analysis))];
  const rank = ({ analysis, hypothesis }: ClaimColumn): string =>
    `${order.indexOf(analysis)} ${hypothesis === 'relevance' ? 0 : 1} ${hypothesis}`;
  return [...found.values()].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

export function claimsOf({ summary }: ListedRun, { analysis, hypothesis }: ClaimColumn): RunClaim[] {
  return summary.claims.filter((claim) => claim.analysis === analysis && claim.hypothesis === hypothesis);
}

export function claimTable(runs: readonly ListedRun[]): Html {
  const columns = claimColumns(runs);
  return html`<p class="statuses">${Object.entries(SIGNS).map(([status, sign]) => html`<span class="told ${className(status)}"><i aria-hidden="true">${sign}</i> ${MEANINGS[status]}</span> `)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Runs"><table data-sortable>
<thead><tr>${['study', 'model and dictionary', 'sizes', ...columns.map(({ hypothesis }) => hypothesis)].map((title) => html`<th scope="col" class="words">${title}</th>`)}<th scope="col">time</th><th scope="col" class="words">made</th></tr></thead>
<tbody>${runs.map((run) => row(run, columns))}</tbody></table></div>`;
}

function row(run: ListedRun, columns: readonly ClaimColumn[]): Html {
  const { name, presets, model, dictionaries, isToy, sizes, started, ...summary } = run.summary;
  return html`<tr><th scope="row" class="words"><a href="${run.address}">${name}</a>${isToy && html` <span class="chip warn">toy model</span>`}<br><small>${[...presets, run.folder === name ? '' : run.folder].filter(Boolean).join(' · ')}</small></th>
<td class="words">${model}<br><small>${dictionaries.join(', ')}</small></td>
<td class="words">${lines(sizes)}${run.reason !== null && html`<br><small class="out-of-date">${run.reason}</small>`}</td>
${columns.map((column) => html`<td class="words">${lines(claimsOf(run, column).map(cell))}</td>`)}
<td data-value="${summary.seconds}">${seconds(summary.seconds)}</td><td class="words">${started !== null && html`<time datetime="${started}">${started.slice(0, 10)}</time>`}</td></tr>
`;
}

function cell({ status, claim, estimate, low, high, unit, p, reason }: RunClaim): Html {
  const interval = low === null || high === null ? '' : ` [${number(low)}, ${number(high)}]`;
  const found = estimate === null ? '' : `${number(estimate)}${interval} ${unit}, p ${pValue(p)}. `;
  return html`<span class="told ${className(status)}" title="${claim} ${found}${reason ?? ''}"><i aria-hidden="true">${SIGNS[status] ?? '·'}</i> ${status}</span>${estimate !== null && html`<br><small>${number(estimate)}</small>`}`;
}

function lines(parts: readonly Content[]): Content {
  return parts.map((part, index) => [index > 0 && html`<br>`, part]);
}

function className(status: string): string {
  return status.replace(/ /g, '-');
}
