/** GraphML for networkx, igraph and Gephi: http://graphml.graphdrawing.org/specification.html. Weight is |r|, r keeps its sign. */

import type { NetworkFile } from '../network-file.ts';
import { edgeAttributes, escapeXml, nodeAttributes, nodeLabel } from './attributes.ts';

const TYPES = { integer: 'int', double: 'double', boolean: 'boolean', string: 'string' } as const;

export function toGraphml(network: NetworkFile): string {
  const attributes = [
    ...nodeAttributes(network),
    { name: 'label', type: 'string' as const, value: nodeLabel },
    { name: 'x', type: 'double' as const, value: (node: NetworkFile['nodes'][number]) => node.x },
    { name: 'y', type: 'double' as const, value: (node: NetworkFile['nodes'][number]) => node.y },
  ];
  const keys = attributes.map(
    (attribute, index) =>
      `  <key id="n${index}" for="node" attr.name="${escapeXml(attribute.name)}" attr.type="${TYPES[attribute.type]}"/>`,
  );
  const nodes = network.nodes.map((node) => {
    const values = attributes.flatMap((attribute, index) => {
      const value = attribute.value(node);
      return value === null ? [] : [`<data key="n${index}">${escapeXml(String(value))}</data>`];
    });
    return `    <node id="${node.id}">${values.join('')}</node>`;
  });
  const ofEdges = edgeAttributes(network);
  const edges = network.edges.map((edge) => {
    const values = ofEdges.flatMap(({ name, value }) => {
      const own = value(edge);
      return own === null ? [] : [`<data key="${name}">${escapeXml(String(own))}</data>`];
    });
    return `    <edge source="${edge.a}" target="${edge.b}"><data key="weight">${Math.abs(edge.r)}</data>${values.join('')}</edge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${keys.join('\n')}
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
${ofEdges.map(({ name, type }) => `  <key id="${name}" for="edge" attr.name="${name}" attr.type="${type}"/>`).join('\n')}
  <graph id="${escapeXml(network.study.name)}" edgedefault="undirected">
${nodes.join('\n')}
${edges.join('\n')}
  </graph>
</graphml>
`;
}
