import { expect, it } from 'vitest';
import {
  NULL_TABLE_NAMES,
  NULL_TABLES,
  nullColumns,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/null-tables.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';

it('names columns that the schema has', async () => {
  const tables = await Tables.open(':memory:');
  for (const table of NULL_TABLE_NAMES) {
    const rows = await tables.sql<{ column_name: string }>(`SELECT column_name FROM (DESCRIBE ${table})`);
    expect(rows.map((row) => row.column_name)).toEqual([...NULL_TABLES[table]]);
  }
  await tables.close();
});

it('gives every table its columns, empty where there are no rows', () => {
  const made = new Map(nullColumns({ held_out_prompt: [{ split: 'strata', prompt_id: 3, half: 'first' }] }));
  expect([...made.keys()]).toEqual(NULL_TABLE_NAMES);
  expect(made.get('held_out_prompt')).toEqual({ split: ['strata'], prompt_id: [3], half: ['first'] });
  expect(made.get('held_out_cluster')).toEqual({ split: [], feature_id: [], cluster: [] });
});
