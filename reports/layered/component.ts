/**
 * A layered graph on the page: the drawing, its legend, the table of its edges, and its file as a data island from which the
 * script of reports/client/layered makes it interactive. `id` must be unique on the page; it is also what the address of a view begins with.
 */
import { counted } from '../format.ts';
import { type Html, html, jsonIsland } from '../html.ts';
import { note } from '../section.ts';
import type { LayeredFile } from './file.ts';
import { layeredLegend } from './legend.ts';
import { layeredSvg } from './svg.ts';
import { N_NODES_SVG } from './svg-limit.ts';
import { edgeTable } from './table.ts';

export function layeredComponent(file: LayeredFile, id: string): Html {
  const { graph } = file;
  const isDrawn = graph.nodes.length <= N_NODES_SVG;
  return html`<div class="layered" id="${id}" data-layered="${id}-data">
<div class="stage"><div class="canvas">${
    isDrawn
      ? layeredSvg(file)
      : note(
          'absent',
          `${counted(graph.nodes.length, 'node')}: the drawing needs JavaScript; the strongest edges stand below.`,
        )
  }</div>${layeredLegend(graph)}</div>
</div>
<details class="layered-table"${!isDrawn && html` open`}><summary>Edges as a table</summary>${edgeTable(file)}</details>
${jsonIsland(`${id}-data`, file)}`;
}
