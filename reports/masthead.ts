/** The top of the report: the question, the study's name, its size in one line, the table of contents; and what is out of date. */
import { type Content, type Html, html } from './html.ts';
import { isBundled, type RunManifest } from './manifest.ts';
import { note } from './section.ts';

interface Masthead {
  readonly manifest: RunManifest;
  readonly questions: readonly string[];
  /** Sizes of the run, largest idea first. */
  readonly sizes: readonly Content[];
  readonly contents: readonly { readonly id: string; readonly title: Content }[];
}

export function masthead({ manifest, questions, sizes, contents }: Masthead): Html {
  const { study, started } = manifest;
  return html`<a class="skip" href="#main">Skip to the report</a>
<header class="masthead">
<p class="kicker">cofire report${isBundled(manifest) && html` <span class="chip warn">toy model</span>`}</p>
<h1>${study?.name ?? 'Untitled study'}</h1>
${questions.map((question, index) => html`${index > 0 && '\n'}<p class="question">${question}</p>`)}
<p class="sizes">${sizes.map((size, index) => html`${index > 0 && ' · '}${size}`)}${started !== undefined && html` · <time datetime="${started}">${started.slice(0, 10)}</time>`}</p>
</header>
<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary><ol>${contents.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></details>
<p class="tools"><button type="button" data-theme-toggle>Theme: <span>system</span></button></p></nav>`;
}

/** Where tables of different settings stand side by side: a run that stopped before its last stage. */
export function outdated({ outdated: stages = [] }: RunManifest): Html | false {
  return (
    stages.length > 0 &&
    note(
      'toy',
      html`<b>Made with other settings, code or inputs</b> than this page names: ${stages.join(', ')}; run the study again to bring them up to date.`,
    )
  );
}
