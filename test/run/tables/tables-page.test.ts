import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isView } from '../../../src/run/tables/schema.ts';
import { type TableName, Tables, tableNames } from '../../../src/run/tables/tables.ts';
import { tablesPage } from '../../../src/run/tables/tables-page.ts';

it('docs/tables.md is what sql/*/schema says (make docs)', () => {
  expect(readFileSync('docs/tables.md', 'utf8')).toBe(tablesPage());
});

it('lists every column that the database has, with its type', async () => {
  const tables = await Tables.open(':memory:');
  const columns = await tables.sql<{ t: TableName; c: string; type: string; free: boolean }>(
    'SELECT table_name AS t, column_name AS c, data_type AS type, is_nullable AS free FROM duckdb_columns() WHERE NOT internal',
  );
  tables.close();
  const sections = new Map(
    tablesPage()
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.split('\n')[0], section]),
  );
  expect([...sections.keys()]).toEqual(tableNames());
  for (const { t, c, type, free } of columns)
    expect(sections.get(t), `${t}.${c}`).toContain(`| \`${c}\` | ${type} | ${free && !isView(t) ? 'yes' : ''} |`);
});
