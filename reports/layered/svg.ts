/**
 * The drawing as SVG, for up to N_NODES_SVG nodes: real links and text, colours of the page's theme, every number in the hover
 * text. It is whole without a script; the reader's script adds focus, pins and threshold to these same elements, which it
 * finds by data-node and data-edge (positions in the file).
 */
import { type Html, html } from '../html.ts';
import {
  boxHeight,
  boxValue,
  hasLabels,
  hasStrips,
  LABEL_LINE,
  LABEL_SIZE,
  NAME_LINE,
  NAME_SIZE,
  PADDING,
  shownLabel,
  shownName,
} from './box.ts';
import { type EdgePath, edgePaths } from './edge-paths.ts';
import type { LayeredFile, LayeredGraph, LayeredNode } from './graph.ts';
import { COLUMN_LABEL_SIZE, MARGIN } from './layout.ts';
import { edgeColour, edgeFacts, edgeTitle, nodeFacts, nodeTitle, sentence } from './words.ts';

export function layeredSvg(file: LayeredFile): Html {
  const { graph, layout } = file;
  const paths = edgePaths(file);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const strongest = Math.max(...graph.nodes.flatMap((node) => node.strip), Number.MIN_VALUE);
  return html`<svg class="layered-svg" viewBox="0 0 ${layout.width} ${layout.height}" style="--natural:${layout.width}px" role="group" aria-label="${graph.name}">
${bands(file)}
<g class="edges" aria-hidden="true">${graph.edges.map((edge, index) => {
    const title = sentence(edgeTitle(nodes.get(edge.source)!, nodes.get(edge.target)!), edgeFacts(graph, edge));
    return drawEdge(graph, index, paths[index], title);
  })}</g>
<g class="nodes">${graph.nodes.map((node, index) => drawNode(file, node, index, strongest))}</g>
${rowLabels(file)}
</svg>`;
}

/** Rows as pale lines; columns as gaps with labels below. */
function bands({ graph, layout }: LayeredFile): Html {
  const left = layout.columns[0].left - MARGIN / 2;
  const bottom = layout.height - MARGIN / 2;
  return html`<g class="bands">
${layout.rows.map((y) => html`<line x1="${left}" x2="${layout.width - MARGIN / 2}" y1="${y}" y2="${y}"/>`)}
${graph.columns.map((column, index) => {
  const bounds = layout.columns[index];
  return html`<line class="between" x1="${bounds.right + 9}" x2="${bounds.right + 9}" y1="${MARGIN / 2}" y2="${layout.height - MARGIN}"/><text class="column" x="${(bounds.left + bounds.right) / 2}" y="${bottom}">${column.replaceAll(' ', '␣')}</text>`;
})}
</g>`;
}

/** Over everything, on a ground of their own: the reader's script holds them at the left edge of a drawing that scrolls. */
function rowLabels({ graph, layout }: LayeredFile): Html {
  const width = layout.columns[0].left - MARGIN / 2;
  return html`<g class="row-labels"><rect x="0" y="0" width="${width}" height="${layout.height}"/>${graph.rows.map(
    (row, index) => html`<text x="${MARGIN / 2}" y="${layout.rows[index] + COLUMN_LABEL_SIZE / 3}">${row}</text>`,
  )}</g>`;
}

function drawEdge(graph: LayeredGraph, index: number, path: EdgePath, title: string): Html {
  const edge = graph.edges[index];
  const dashed = graph.edge_kinds[edge.kind].dashed;
  return html`<g class="edge${dashed && ' dashed'}" data-edge="${index}" style="--edge:${edgeColour(graph, edge)}"><title>${title}</title><path class="line" stroke-width="${path.width}" d="${path.line}"/><path class="tip" d="${path.tip}"/></g>
`;
}

function drawNode({ graph, layout }: LayeredFile, node: LayeredNode, index: number, strongest: number): Html {
  const { x, y, width } = layout.places[index];
  const height = boxHeight(graph);
  const { shape, colour } = graph.node_kinds[node.kind];
  const [left, top] = [Math.round((x - width / 2) * 10) / 10, Math.round((y - height / 2) * 10) / 10];
  const name = html`<text class="name" x="${PADDING}" y="${NAME_LINE - 7}" font-size="${NAME_SIZE}">${shownName(node)}</text>`;
  const value = boxValue(graph, node);
  const label = shownLabel(graph, node);
  return html`<g class="node ${shape}" data-node="${index}" role="group" transform="translate(${left} ${top})" style="--kind:var(--c${colour})"><title>${sentence(nodeTitle(node), nodeFacts(graph, node))}</title><rect class="box" width="${width}" height="${height}" rx="${shape === 'round' ? 11 : 3}"/>${
    shape !== 'round' && html`<rect class="side-mark" width="3.5" height="${height}"/>`
  }${node.link === null ? name : html`<a href="${node.link}" target="_blank" rel="noopener">${name}</a>`}${
    value !== '' &&
    html`<text class="value" x="${width - PADDING}" y="${NAME_LINE - 7}" font-size="${LABEL_SIZE}">${value}</text>`
  }${
    hasLabels(graph) &&
    label !== '' &&
    html`<text class="label" x="${PADDING}" y="${NAME_LINE + LABEL_LINE - 8}" font-size="${LABEL_SIZE}">${label}</text>`
  }${hasStrips(graph) && drawStrip(node.strip, width, height, strongest)}</g>
`;
}

/** One mark a token, as dark as the node is active there. */
function drawStrip(strip: readonly number[], width: number, height: number, strongest: number): Html {
  const step = (width - 2 * PADDING) / Math.max(1, strip.length);
  return html`${strip.map(
    (value, at) =>
      value > 0 &&
      html`<rect class="strip" x="${round(PADDING + at * step)}" y="${height - 7}" width="${round(step * 0.9)}" height="4" fill-opacity="${round(0.15 + (0.85 * value) / strongest)}"/>`,
  )}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
