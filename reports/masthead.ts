/** The top of the report: the question, the study's name, its size in one line, and the table of contents. */

import type { SummaryRow } from './cooccurrence/sections/run.ts';
import { counted, grouped } from './format.ts';
import { type Html, html } from './html.ts';
import { isBundled } from './manifest.ts';
import type { Context, Section } from './section.ts';

export async function masthead(context: Context, sections: readonly Section[]): Promise<Html> {
  const [sum] = await context.query<SummaryRow>('report_summary');
  const { study, started } = context.manifest;
  const sizes = [
    sum.prompts > 0 && counted(sum.prompts, 'prompt'),
    sum.features > 0 && counted(sum.features, 'feature'),
    sum.pairs > 0 && counted(sum.edges, 'edge'),
    sum.pairs > 0 && counted(sum.clusters, 'cluster'),
    sum.steered > 0 && `${grouped(sum.steered)} steered outcomes`,
  ].filter((part) => part !== false);
  return html`<a class="skip" href="#main">Skip to the report</a>
<header class="masthead">
<p class="kicker">cofire report${isBundled(context.manifest) && html` <span class="chip warn">toy model</span>`}</p>
<h1>${study?.name ?? 'Untitled study'}</h1>
<p class="question">Which features of this model work together on the task, and is that togetherness real?</p>
<p class="sizes">${sizes.join(' · ')}${started !== undefined && html` · <time datetime="${started}">${started.slice(0, 10)}</time>`}</p>
</header>
<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary><ol>${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}</ol></details>
<p class="tools"><button type="button" data-theme-toggle>Theme: <span>system</span></button></p></nav>`;
}
