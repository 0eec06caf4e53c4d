/**
 * GEXF 1.2 for Gephi and networkx (which reads no later one): https://gexf.net/schema.html. An edge's weight is |r|, because Gephi's layouts and
 * statistics take weights as strengths; the signed r is an attribute. Positions are those of the viewer.
 */

import type { NetworkFile } from '../network-file.ts';
import { edgeAttributes, escapeXml, nodeAttributes, nodeLabel } from './attributes.ts';

/** Gephi's canvas is about a thousand units wide. */
const SCALE = 500;

export function toGexf(network: NetworkFile): string {
  const attributes = nodeAttributes(network);
  const declared = attributes.map(
    (attribute, index) =>
      `      <attribute id="${index}" title="${escapeXml(attribute.name)}" type="${attribute.type}"/>`,
  );
  const nodes = network.nodes.map((node) => {
    const values = attributes.flatMap((attribute, index) => {
      const value = attribute.value(node);
      return value === null ? [] : [`<attvalue for="${index}" value="${escapeXml(String(value))}"/>`];
    });
    return `      <node id="${node.id}" label="${escapeXml(nodeLabel(node))}"><attvalues>${values.join('')}</attvalues><viz:position x="${node.x * SCALE}" y="${node.y * SCALE}" z="0"/></node>`;
  });
  const ofEdges = edgeAttributes(network);
  const edges = network.edges.map((edge, index) => {
    const values = ofEdges.flatMap(({ name, value }) => {
      const own = value(edge);
      return own === null ? [] : [`<attvalue for="${name}" value="${escapeXml(String(own))}"/>`];
    });
    return `      <edge id="${index}" source="${edge.a}" target="${edge.b}" weight="${Math.abs(edge.r)}"><attvalues>${values.join('')}</attvalues></edge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
  <meta><creator>cofire ${escapeXml(network.generator.version)}</creator><description>${escapeXml(network.study.name)}: features correlated over prompts</description></meta>
  <graph defaultedgetype="undirected" mode="static">
    <attributes class="node">
${declared.join('\n')}
    </attributes>
    <attributes class="edge">${ofEdges.map(({ name, type }) => `<attribute id="${name}" title="${name}" type="${type}"/>`).join('')}</attributes>
    <nodes>
${nodes.join('\n')}
    </nodes>
    <edges>
${edges.join('\n')}
    </edges>
  </graph>
</gexf>
`;
}
