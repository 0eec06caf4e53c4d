/**
 * Builds a run's report from its tables: report/index.html (self-contained), report/summary.json for the pages of other runs, and for every chapter with a network the viewer alone,
 * network.json and network.gexf; the first has the plain names, others those of their analysis and dictionary in them. Each file is written beside its
 * place and renamed, so a reader never sees half of one.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Study } from '../src/run/study/study.ts';
import { MAIN, Tables } from '../src/run/tables/tables.ts';
import { writeAtomic } from '../src/write-atomic.ts';
import { about } from './about.ts';
import { bundle } from './bundle.ts';
import { type OpenChapter, openChapters, openShared } from './chapters.ts';
import { FRAME, openContext, type Shared } from './context.ts';
import type { OpenDoor } from './door.ts';
import { toGexf } from './export/gexf.ts';
import { type Content, html, jsonIsland } from './html.ts';
import { holdsLayered } from './layered/component.ts';
import { type RunManifest, readManifest } from './manifest.ts';
import { masthead, outdated } from './masthead.ts';
import { methods } from './methods.ts';
import { type NetworkFile, networkPaths } from './network-file.ts';
import { otherStudies } from './other-studies.ts';
import { page, STYLES, STYLES_WITH_LAYERED, viewerPage } from './page.ts';
import { headingOf, renderSection, sectionWaiting } from './render-section.ts';
import { SUMMARY, summarise } from './run-summary.ts';
import type { Context, Section } from './section.ts';

interface BuildOptions {
  /** The doors of the analyses that there are. */
  readonly doors: readonly OpenDoor[];
  /** The run's open tables; opened read-only from the folder when absent. */
  readonly tables?: Tables;
  /** Folder that the files are written to; the run's own when absent. */
  readonly out?: string;
  /** The study of a run that is going on and has not written its own yet. */
  readonly study?: Study;
}

interface Built {
  /** Files written, from `out`, with their sizes. */
  readonly files: readonly { readonly path: string; readonly nBytes: number }[];
}

export async function buildReport(dir: string, options: BuildOptions): Promise<Built> {
  const tables = options.tables ?? (await Tables.open(join(dir, 'study.duckdb'), { readOnly: true }));
  try {
    const read = readManifest(dir);
    const manifest: RunManifest = options.study === undefined ? read : { ...read, study: options.study };
    const shared = await openShared(tables, manifest);
    return await build({ dir, out: options.out ?? dir }, shared, openChapters(shared, options.doors));
  } finally {
    await tables.within(MAIN, '');
    if (options.tables === undefined) tables.close();
  }
}

async function build(
  { dir, out }: { readonly dir: string; readonly out: string },
  shared: Shared,
  chapters: readonly OpenChapter[],
): Promise<Built> {
  const { manifest, downloads } = shared;
  const frame = openContext(shared, FRAME);
  const listed = [
    ...chapters.flatMap(({ chapter, context }) =>
      (chapter.door.opening ?? []).map((section) => ({ section, context })),
    ),
    { section: about(chapters), context: frame },
    ...otherStudies({ run: dir, report: out }, manifest).map((section) => ({ section, context: frame })),
    ...chapters.flatMap(({ chapter, context }) => chapter.door.sections.map((section) => ({ section, context }))),
    { section: methods(chapters.map(({ chapter }) => chapter.door)), context: frame },
  ];
  const placed = listed.filter(
    ({ section, context }) => section.optional !== true || section.needs.every((table) => context.filled.has(table)),
  );
  checkIds(placed);
  const begun = chapters.filter((chapter) => chapter.begun);
  const networks: { readonly context: Context; readonly network: NetworkFile }[] = [];
  for (const { chapter, context } of begun) {
    const network = (await chapter.door.network?.(context)) ?? null;
    if (network !== null) networks.push({ context, network });
  }
  const sections: Content[] = [];
  const waiting = new Set(chapters.filter((chapter) => !chapter.begun).map(({ context }) => context));
  for (const { section, context } of placed)
    sections.push(waiting.has(context) ? sectionWaiting(context, section) : await renderSection(context, section));
  const sizes: string[] = [];
  for (const { chapter, context } of begun) {
    const own = (await chapter.door.sizes?.(context)) ?? [];
    sizes.push(...own.map((size) => (chapter.of === null ? size : `${size} (${chapter.of})`)));
  }
  const name = manifest.study?.name ?? 'a study';
  const top = masthead({
    manifest,
    sizes,
    questions: [...new Set(chapters.flatMap(({ chapter }) => chapter.door.question ?? []))],
    contents: placed.map(({ section, context }) => ({
      id: context.prefixed(section.id),
      title: headingOf(context, section),
    })),
  });
  const main = html`<main id="main">${outdated(manifest)}${sections}</main>`;
  const drawsLayered = holdsLayered(main);
  const report = page({
    description: `cofire report of ${name}`,
    styles: drawsLayered ? STYLES_WITH_LAYERED : STYLES,
    title: `${name} · cofire`,
    className: 'report',
    body: html`${top}${main}
<footer><p>Made by cofire from the tables of this run. The page makes no request; its numbers are in <code>study.duckdb</code>.</p></footer>
<dialog id="query-dialog" aria-label="Query"><form method="dialog"><h2>Query</h2><pre><code></code></pre><p class="actions"><button type="button" data-copy>Copy</button><button>Close</button></p></form></dialog>`,
    data: html`${networks.map(({ context, network }) => jsonIsland(`${context.prefixed('network')}-data`, network))}${jsonIsland('downloads', Object.fromEntries(downloads))}`,
    script: bundle(drawsLayered ? 'page-with-layered' : 'page'),
  });
  mkdirSync(join(out, 'report'), { recursive: true });
  const summary = JSON.stringify(await summarise(shared, sizes));
  const files: (readonly [string, string])[] = [
    ['report/index.html', report],
    [SUMMARY, summary],
  ];
  for (const { context, network } of networks) {
    const paths = networkPaths(context.marks);
    files.push(
      [paths.page, viewerPage(network, name)],
      [paths.json, JSON.stringify(network)],
      [paths.gexf, toGexf(network)],
    );
  }
  // A network file of tables that are gone would say what no table says.
  for (const { marks } of chapters.map(({ chapter }) => chapter))
    for (const path of Object.values(networkPaths(marks)))
      if (!files.some(([written]) => written === path)) rmSync(join(out, path), { force: true });
  return {
    files: files.map(([path, text]) => {
      writeAtomic(join(out, path), text);
      return { path, nBytes: Buffer.byteLength(text) };
    }),
  };
}

/** @throws Error where two sections of the page would have one id */
function checkIds(placed: readonly { readonly section: Section; readonly context: Context }[]): void {
  const ids = placed.map(({ section, context }) => context.prefixed(section.id));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`report: two sections with the id ${twice}, expected one`);
}
