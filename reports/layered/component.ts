/**
 * A layered graph on the page: the drawing, its legend, the table of its edges, and its file as a data island from which the
 * script of reports/client/layered makes it interactive. `id` must be unique on the page; it is also what the address of a view begins with.
 */
import { counted, grouped } from '../format.ts';
import { type Html, html, jsonIsland } from '../html.ts';
import { note } from '../section.ts';
import type { LayeredFile, LayeredGraph } from './graph.ts';
import { layeredSvg } from './svg.ts';
import { N_NODES_SVG } from './svg-limit.ts';
import { edgeColour, nodeTitle, valuesOf, written } from './words.ts';

/** Whether a page with this body needs the script and the styles of a layered graph. A quote in a text is escaped, so only markup matches. */
export function holdsLayered(body: Html): boolean {
  return body.text.includes(' data-layered="');
}

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
  }</div>${legend(graph)}</div>
</div>
<details class="layered-table"${!isDrawn && html` open`}><summary>Edges as a table</summary>${edgeTable(file)}</details>
${jsonIsland(`${id}-data`, file)}`;
}

/** What colours, ends, dashes and shapes of a layered graph mean. */
function legend(graph: LayeredGraph): Html {
  const signs = [1, -1].filter((sign) => graph.edges.some((edge) => edge.weight >= 0 === sign > 0));
  const bySign = graph.edge_kinds.some((kind) => kind.colour === null);
  return html`<ul class="legend">${signs.map(
    (sign) =>
      html`<li>${sample(bySign ? edgeColour({ ...graph, edge_kinds: [BY_SIGN] }, { kind: 0, weight: sign }) : 'var(--ink)', false, sign)}${sign > 0 ? 'raises its target' : 'lowers it'}</li>`,
  )}${
    graph.edge_kinds.length > 1 &&
    graph.edge_kinds.map(
      (kind) =>
        html`<li>${sample(kind.colour === null ? 'var(--ink-soft)' : `var(--c${kind.colour})`, kind.dashed, null)}${kind.name}</li>`,
    )
  }<li>wide: large |${graph.weight.name}|</li>${graph.node_kinds.map(
    (kind) => html`<li><i class="kind ${kind.shape}" style="--kind:var(--c${kind.colour})"></i>${kind.name}</li>`,
  )}</ul>`;
}

const BY_SIGN = { name: '', colour: null, dashed: false };

/** A short edge, lying: with an arrow, a bar, or no end. */
function sample(colour: string, dashed: boolean, sign: number | null): Html {
  return html`<svg class="sample${dashed && ' dashed'}" viewBox="0 0 26 10" width="26" height="10" aria-hidden="true" style="--edge:${colour}"><path class="line" stroke-width="2" d="M0 5H${sign === null ? 26 : 20}"/>${
    sign !== null && html`<path class="tip" d="${sign > 0 ? 'M18 1L26 5L18 9Z' : 'M20 0h2.5v10h-2.5Z'}"/>`
  }</svg>`;
}

const N_ROWS = 100;

/** The edges as a table, strongest first: for readers without a picture, and for print where there is none. */
function edgeTable({ graph }: LayeredFile): Html {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const strongest = [...graph.edges].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, N_ROWS);
  const hasKinds = graph.edge_kinds.length > 1;
  const rest = graph.edges.length - strongest.length;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Edges of ${graph.name}"><table><thead><tr>
<th scope="col" class="words">From</th><th scope="col" class="words">Row</th><th scope="col" class="words">To</th><th scope="col" class="words">Row</th>${hasKinds && html`<th scope="col" class="words">Kind</th>`}<th scope="col">${graph.weight.name}</th>${graph.edge_measures.map((measure) => html`<th scope="col">${measure.name}</th>`)}
</tr></thead><tbody>${strongest.map((edge) => {
    const [source, target] = [nodes.get(edge.source)!, nodes.get(edge.target)!];
    const words = [nodeTitle(source), graph.rows[source.row], nodeTitle(target), graph.rows[target.row]];
    return html`<tr>${words.map((text) => html`<td class="words">${text}</td>`)}${hasKinds && html`<td class="words">${graph.edge_kinds[edge.kind].name}</td>`}<td>${written(graph.weight, edge.weight)}</td>${valuesOf(graph.edge_measures, edge.values).map(([, value]) => html`<td>${value}</td>`)}</tr>`;
  })}</tbody></table></div>${rest > 0 && html`<p class="rest">${grouped(rest)} weaker edges are in the file.</p>`}`;
}
