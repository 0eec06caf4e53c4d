/** The attributes of nodes and edges that GEXF and GraphML carry: name, type and value, the same in both. */
import type { NetworkEdge, NetworkFile, NetworkNode } from '../network-file.ts';

interface NodeAttribute {
  readonly name: string;
  readonly type: 'integer' | 'double' | 'boolean' | 'string';
  /** null where the node has no such value; it is then left out. */
  readonly value: (node: NetworkNode) => number | boolean | string | null;
}

export function nodeAttributes(network: NetworkFile): NodeAttribute[] {
  return [
    { name: 'feature_id', type: 'integer', value: (node) => node.id },
    { name: 'cluster', type: 'integer', value: (node) => node.cluster },
    { name: 'kept', type: 'boolean', value: (node) => node.kept },
    { name: 'component', type: 'integer', value: (node) => node.component },
    {
      name: 'promoted',
      type: 'string',
      value: (node) => (node.promoted.length === 0 ? null : node.promoted.join(' | ')),
    },
    { name: 'component_size', type: 'integer', value: (node) => node.component_size },
    ...network.measures.map(
      (measure, index): NodeAttribute => ({
        name: measure.name,
        type: 'double',
        value: (node) => node.values[index],
      }),
    ),
  ];
}

/** What a program shows as the node's name. */
export function nodeLabel(node: NetworkNode): string {
  return node.label === null ? String(node.id) : `${node.id} ${node.label}`;
}

interface EdgeAttribute {
  readonly name: string;
  readonly type: 'double' | 'boolean' | 'string';
  /** null where the edge has no such value; it is then left out. */
  readonly value: (edge: NetworkEdge) => number | boolean | string | null;
}

/** Beside the weight, which is |r|. */
export function edgeAttributes(network: NetworkFile): EdgeAttribute[] {
  return [
    { name: 'r', type: 'double', value: (edge) => edge.r },
    { name: 'q', type: 'double', value: (edge) => edge.q },
    { name: 'present', type: 'double', value: (edge) => edge.present },
    {
      name: 'survives',
      type: 'string',
      value: (edge) =>
        network.nulls.length === 0 ? null : edge.survives.map((at) => network.nulls[at]).join(' | ') || 'none',
    },
    { name: 'survives_decisive', type: 'boolean', value: (edge) => edge.survives_decisive },
  ];
}

const FORBIDDEN = /\p{Cs}|\p{Cc}|[\ufffe\uffff]/gu;

/** Text as XML content or attribute value. Control characters that XML 1.0 cannot hold, even escaped, become the replacement character. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, (character) => ('\t\n\r'.includes(character) ? character : '\ufffd'))
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
