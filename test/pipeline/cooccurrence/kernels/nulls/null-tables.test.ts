import { expect, it } from 'vitest';
import { NULL_TABLES } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-tables.ts';
import { nulls } from '../../../../../pipeline/cooccurrence/stages/nulls.ts';
import { ownerOf, tableNames } from '../../../../../src/run/tables/schema.ts';

it('are tables of the analysis, each once, and what the stage declares', () => {
  expect(new Set(NULL_TABLES).size).toBe(NULL_TABLES.length);
  for (const table of NULL_TABLES) {
    expect(tableNames()).toContain(table);
    expect(ownerOf(table), table).toBe('cooccurrence');
  }
  expect(nulls.writes).toEqual(NULL_TABLES);
});

it('hold every table that is named for a null, for halves or for the survival of edges', () => {
  const named = tableNames().filter((table) => /^(null|held_out|edge_(survival|evidence)|recomputed)/.test(table));
  expect([...NULL_TABLES].sort()).toEqual([...named].sort());
});
