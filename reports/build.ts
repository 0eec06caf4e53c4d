/**
 * Builds a run's report from its tables: report/index.html (self-contained), report/network.html (the viewer alone),
 * network.json and network.gexf. Each file is written beside its place and renamed, so a reader never sees half of one.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Study } from '../src/run/study/study.ts';
import { Tables } from '../src/run/tables/tables.ts';
import { writeAtomic } from '../src/write-atomic.ts';
import { bundle } from './bundle.ts';
import { openContext, type ReportContext } from './context.ts';
import { toGexf } from './export/gexf.ts';
import { type Content, html, jsonIsland } from './html.ts';
import { type RunManifest, readManifest } from './manifest.ts';
import { masthead } from './masthead.ts';
import { readNetwork } from './network.ts';
import { outdated } from './outdated.ts';
import { page, STYLES } from './page.ts';
import { note, type Section } from './section.ts';
import { SECTIONS } from './sections.ts';
import { viewerPage } from './viewer-page.ts';

export interface BuildOptions {
  /** The run's open tables; opened read-only from the folder when absent. */
  readonly tables?: Tables;
  /** Settings of a run that is going on and has not written them yet. */
  readonly study?: Study;
}

export interface Built {
  /** Files written, with their sizes. */
  readonly files: readonly { readonly path: string; readonly nBytes: number }[];
}

export async function buildReport(dir: string, options: BuildOptions = {}): Promise<Built> {
  const tables = options.tables ?? (await Tables.open(join(dir, 'study.duckdb'), { readOnly: true }));
  try {
    const read = readManifest(dir);
    const manifest: RunManifest = options.study === undefined ? read : { ...read, study: options.study };
    return await build(dir, await openContext(tables, manifest));
  } finally {
    if (options.tables === undefined) tables.close();
  }
}

async function build(dir: string, context: ReportContext): Promise<Built> {
  const network = await readNetwork(context);
  const sections: Content[] = [];
  for (const section of SECTIONS) sections.push(await renderSection(context, section));
  const name = context.manifest.study?.name ?? 'a study';
  const report = page({
    description: `cofire report of ${name}`,
    styles: STYLES,
    title: `${name} · cofire`,
    className: 'report',
    body: html`${await masthead(context, SECTIONS)}<main id="main">${outdated(context.manifest)}${sections}</main>
<footer><p>Made by cofire from the tables of this run. The page makes no request; its numbers are in <code>study.duckdb</code>.</p></footer>
<dialog id="query-dialog" aria-label="Query"><form method="dialog"><h2>Query</h2><pre><code></code></pre><p class="actions"><button type="button" data-copy>Copy</button><button>Close</button></p></form></dialog>`,
    data: html`${jsonIsland('network-data', network)}${jsonIsland('downloads', Object.fromEntries(context.downloads))}`,
    script: bundle('page'),
  });
  mkdirSync(join(dir, 'report'), { recursive: true });
  const files: readonly (readonly [string, string])[] = [
    ['report/index.html', report],
    ['report/network.html', viewerPage(network, name)],
    ['network.json', JSON.stringify(network)],
    ['network.gexf', toGexf(network)],
  ];
  return {
    files: files.map(([path, text]) => {
      writeAtomic(join(dir, path), text);
      return { path, nBytes: Buffer.byteLength(text) };
    }),
  };
}

async function renderSection(context: ReportContext, section: Section): Promise<Content> {
  const missing = section.needs.filter((table) => !context.filled.has(table));
  const body =
    missing.length > 0
      ? note(
          'absent',
          html`Not in this report: ${missing.map((table, index) => html`${index > 0 && ' and '}<code>${table}</code>`)} ${missing.length === 1 ? 'has' : 'have'} no rows in this run. Either the stage that fills ${missing.length === 1 ? 'it' : 'them'} has not run, or it found nothing to write.`,
        )
      : await section.render(context);
  return html`<section id="${section.id}" aria-labelledby="${section.id}-title"><h2 id="${section.id}-title"><a href="#${section.id}">${section.title}</a></h2>${body}</section>`;
}
