/** Writes a page with the test drawings, as the report would: same styles, same policy, the bundled script. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../../reports/bundle.ts';
import { html } from '../../../reports/html.ts';
import { layeredComponent } from '../../../reports/layered/component.ts';
import type { LayeredGraph } from '../../../reports/layered/graph.ts';
import { layeredFile } from '../../../reports/layered/layered-file.ts';
import { page, STYLES_WITH_LAYERED } from '../../../reports/page.ts';

/** @returns the page's address on disk; the graphs have the ids `graph-1`, `graph-2` and so on */
export function writeDrawingPage(graphs: readonly LayeredGraph[]): string {
  const text = page({
    title: 'Test drawing',
    description: 'layered graphs',
    styles: STYLES_WITH_LAYERED,
    className: 'report',
    body: html`<main id="main"><h1>Test drawing</h1>${graphs.map(
      (graph, index) =>
        html`<section><h2>${graph.name}</h2>${layeredComponent(layeredFile(graph, '0.1.0'), `graph-${index + 1}`)}</section>`,
    )}</main>`,
    data: null,
    script: bundle('layered'),
  });
  const path = join(mkdtempSync(join(tmpdir(), 'cofire-')), 'drawing.html');
  writeFileSync(path, text);
  return `file://${path}`;
}
