/** The edges as a table, strongest first: for readers without a picture, and for print where there is none. */
import { grouped } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { LayeredFile } from './file.ts';
import { written } from './measure.ts';
import { nodeTitle, valuesOf } from './words.ts';

const N_ROWS = 100;

export function edgeTable({ graph }: LayeredFile): Html {
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
