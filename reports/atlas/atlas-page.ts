/** `RUNS/index.html`: a row a run, a column a claim, and above them in how many runs each is supported. */
import { bundle } from '../bundle.ts';
import { claimColumns, claimsOf, claimTable, type ListedRun } from '../claim-table.ts';
import { counted } from '../format.ts';
import { type Html, html } from '../html.ts';
import { page, STYLES } from '../page.ts';
import { note } from '../section.ts';

/** @param unread folders of runs without a summary, and why */
export function atlasPage(
  runs: readonly ListedRun[],
  unread: readonly { readonly folder: string; readonly reason: string }[],
): string {
  return page({
    title: 'Runs · cofire',
    description: 'what each study found, a row a run',
    styles: STYLES,
    className: 'report atlas',
    body: html`<a class="skip" href="#main">Skip to the runs</a>
<header class="masthead"><p class="kicker">cofire atlas</p><h1>${counted(runs.length, 'run')}</h1>
<p class="tools"><button type="button" data-theme-toggle>Theme: <span>system</span></button></p></header>
<main id="main"><section aria-label="Runs">${runs.length === 0 ? note('absent', 'No folder here holds a run with a report; `cofire run` makes one.') : html`${tally(runs)}${claimTable(runs)}`}
${unread.length > 0 && html`<p>Not shown:</p><ul>${unread.map(({ folder, reason }) => html`<li><code>${folder}</code>: ${reason}</li>`)}</ul>`}</section></main>
<footer><p>Made by <code>cofire atlas</code> from what the reports of these runs say; the page makes no request.</p></footer>`,
    data: '',
    script: bundle('atlas'),
  });
}

/** In how many of the runs in which a claim could be asked it is supported: one among many may be luck. */
function tally(runs: readonly ListedRun[]): Html {
  const said = claimColumns(runs).flatMap((column) => {
    const asked = runs.flatMap((run) => claimsOf(run, column)).filter(({ status }) => status !== 'not testable');
    if (asked.length === 0) return [];
    const supported = asked.filter(({ status }) => status === 'supported').length;
    return [`${column.hypothesis} in ${supported} of ${asked.length}`];
  });
  if (said.length === 0) return html`<p>No claim could be asked in any of these runs.</p>`;
  return html`<p>Supported, of the runs in which the claim could be asked: ${said.join(', ')}. Where nothing is there, the rule is made to support a claim in at most 1 of 20 runs, so one among many says little.</p>`;
}
