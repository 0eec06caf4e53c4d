import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import oracle from '../../../fixtures/oracles/export.oracle.json' with { type: 'json' };
import { edgeAttributes, escapeXml, nodeAttributes, nodeLabel } from '../../../reports/export/attributes.ts';
import { toGexf } from '../../../reports/export/gexf.ts';
import { toGraphml } from '../../../reports/export/graphml.ts';
import { networkFileSchema } from '../../../reports/network-file.ts';
import { SMALL } from '../client/network/small-network.ts';

const FORMATS = [
  ['gexf', toGexf],
  ['graphml', toGraphml],
] as const;

/** Without the values that are left out. */
function defined(values: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

describe('XML text', () => {
  it('escapes markup and white space, and replaces what XML cannot hold', () => {
    expect(escapeXml('<a b="c">\n\u0000\ud800')).toBe('&#60;a b=&#34;c&#34;&#62;&#10;\ufffd\ufffd');
    expect(escapeXml('é 😀')).toBe('é 😀');
  });
});

describe('network files', () => {
  it('satisfy the published schema', () => {
    expect(networkFileSchema.parse(JSON.parse(JSON.stringify(SMALL)))).toEqual(SMALL);
  });

  it.each(FORMATS)('%s is well-formed XML with every node and edge', (_, write) => {
    const { DOMParser } = new JSDOM('').window;
    const document = new DOMParser().parseFromString(write(SMALL), 'application/xml');
    expect(document.querySelectorAll('parsererror')).toHaveLength(0);
    expect(document.querySelectorAll('node')).toHaveLength(SMALL.nodes.length);
    expect(document.querySelectorAll('edge')).toHaveLength(SMALL.edges.length);
  });

  // The golden files are what networkx was given: after a wanted change, write them anew and run fixtures/oracles/export.py.
  it.each(FORMATS)('%s is the text that networkx read', (format, write) => {
    expect(write(SMALL)).toBe(readFileSync(new URL(`small.${format}`, import.meta.url), 'utf8'));
  });

  it.each(FORMATS)('networkx finds the same nodes, edges and attributes in %s', (format) => {
    const { directed, nodes, edges } = oracle[format];
    expect(directed).toBe(false);
    expect(Object.keys(nodes)).toEqual(SMALL.nodes.map((node) => String(node.id)));
    expect(edges.map((edge) => ({ ...edge, a: Number(edge.a), b: Number(edge.b) }))).toEqual(
      SMALL.edges.map((edge) => ({
        a: edge.a,
        b: edge.b,
        weight: Math.abs(edge.r),
        ...defined(edgeAttributes(SMALL).map(({ name, value }) => [name, value(edge)])),
      })),
    );
    for (const node of SMALL.nodes)
      expect(nodes[String(node.id) as '1']).toMatchObject({
        label: nodeLabel(node),
        ...defined(nodeAttributes(SMALL).map(({ name, value }) => [name, value(node)])),
      });
    expect(nodes['6']).not.toHaveProperty('degree');
  });
});
