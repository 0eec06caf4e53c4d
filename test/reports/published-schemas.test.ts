import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PUBLISHED_SCHEMAS } from '../../reports/published-schemas.ts';

it('the pages in docs are those that `make docs` writes', () => {
  expect(Object.keys(PUBLISHED_SCHEMAS)).toEqual(['network.schema.json', 'layered.schema.json']);
  for (const [page, text] of Object.entries(PUBLISHED_SCHEMAS))
    expect(readFileSync(`docs/${page}`, 'utf8'), page).toBe(text);
});

describe('the published schema of network.json', () => {
  it('names every part of a node and an edge, and allows no other', () => {
    const schema = JSON.parse(PUBLISHED_SCHEMAS['network.schema.json']) as {
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
