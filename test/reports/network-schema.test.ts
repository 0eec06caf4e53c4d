import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { networkSchemaText } from '../../reports/network-schema.ts';

describe('the published schema of network.json', () => {
  it('is the one in docs, made by `make docs`', () => {
    expect(readFileSync('docs/network.schema.json', 'utf8')).toBe(networkSchemaText());
  });

  it('names every part of a node and an edge, and allows no other', () => {
    const schema = JSON.parse(networkSchemaText()) as {
      properties: Record<string, { items: { additionalProperties: boolean; required: string[] } }>;
    };
    expect(schema.properties.nodes.items.required).toContain('promoted');
    expect(schema.properties.edges.items.required).toEqual([
      'a',
      'b',
      'r',
      'q',
      'present',
      'survives',
      'survives_decisive',
    ]);
    expect(schema.properties.nodes.items.additionalProperties).toBe(false);
  });
});
