import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkNames } from '../../../src/run/checks.ts';
import {
  isShared,
  isView,
  namesIn,
  ownerOf,
  SQL_FOLDER,
  schemaFile,
  schemaHash,
  schemaText,
  sqlFolders,
  tableNames,
  tablesOf,
} from '../../../src/run/tables/schema.ts';
import { Tables } from '../../../src/run/tables/tables.ts';

/** DESIGN's contract: outside scripts rely on these names. Columns may be added, never renamed or removed. */
const CONTRACT: Readonly<Record<string, string>> = {
  prompt:
    'prompt_id text answer answer_token foil foil_token stratum template n_tokens logit_diff answer_logit answer_prob answer_rank top10_entropy',
  token: 'prompt_id position token_id token',
  attribution: 'prompt_id position feature_id activation projection attribution',
  ledger: 'prompt_id position features bias error total',
  prompt_feature: 'prompt_id feature_id value',
  prompt_feature_value: 'prompt_id feature_id value',
  correlation: 'feature_a feature_b r n',
  edge: 'feature_a feature_b r',
  cluster: 'feature_id algorithm cluster size kept',
  centrality: 'feature_id measure weighted value',
  feature_metric: 'feature_id metric value',
  anova: 'algorithm metric test f df_between df_within p p_adjusted adjustment eta_squared circular',
  steering_set: 'set_id arm cluster size replicate feature_ids',
  steering: 'set_id mode factor scaling prompt_id answer_prob logit_diff answer_rank top10_entropy kl',
  regression: 'outcome predictor weighted factor n slope intercept r_squared p p_adjusted adjustment',
  null_statistic: 'null statistic observed mean sd z p replicates note',
  verdict: 'hypothesis claim estimate low high p survives status reason',
  stage_run: 'stage hash rows seconds peak_rss_bytes',
};

it('the tables are the files of the folders: each analysis has its own, and no two have one name', () => {
  const files = sqlFolders().flatMap((folder) => {
    const path = `${SQL_FOLDER}${folder}/schema`;
    return existsSync(path) ? readdirSync(path).map((file) => file.replace(/\.sql$/, '')) : [];
  });
  expect(files.sort()).toEqual([...tableNames()].sort());
  expect(new Set(files).size).toBe(files.length);
});

it('a table belongs to the folder that declares it; those of `run` are shared, and say whose row each is', () => {
  expect([ownerOf('prompt'), ownerOf('edge'), ownerOf('verdict')]).toEqual(['task', 'cooccurrence', 'run']);
  expect(tablesOf('cooccurrence')).toContain('edge');
  expect(tablesOf('cooccurrence')).not.toContain('prompt');
  expect(['prompt', 'edge', 'verdict', 'reproduction', 'stage_run'].map(isShared)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(schemaFile('edge')).toBe('sql/cooccurrence/schema/edge.sql');
  expect(sqlFolders().at(-1)).toBe('run');
  for (const table of tableNames().filter(isShared))
    expect(schemaText(table), table).toMatch(/PRIMARY KEY \(analysis, scope, \w+\)/);
  for (const table of tableNames()) expect(readFileSync(schemaFile(table), 'utf8')).toBe(schemaText(table));
});

it('a table that no file declares is an error, and a folder without files has no names', () => {
  expect(() => schemaText('nowhere')).toThrow('table nowhere: no file of that name in sql/*/schema');
  expect(namesIn('nowhere/schema')).toEqual([]);
});

it('every file declares the table of its name, once, and says what the table is', () => {
  for (const table of tableNames()) {
    const declared = isView(table) ? `CREATE VIEW ${table} AS\\n-- ` : `CREATE TABLE "?${table}"? \\(`;
    expect(schemaText(table)).toMatch(new RegExp(`^-- .+\\n${declared}`, 'm'));
    expect(schemaText(table).match(/CREATE (TABLE|VIEW)/g)).toHaveLength(1);
    // Where a part of the key may be null DuckDB has no primary key, and a check of its own holds the rows apart.
    const key = checkNames().includes(`${table}_repeated`) ? 'UNIQUE (' : 'PRIMARY KEY';
    expect(schemaText(table)).toContain(key);
  }
});

it('every number column that may not be null refuses NaN and infinity by itself', async () => {
  const tables = await Tables.open(':memory:');
  const columns = await tables.sql<{ t: string; c: string }>(
    `SELECT table_name AS t, column_name AS c FROM duckdb_columns() SEMI JOIN duckdb_tables() USING (table_oid) WHERE NOT internal AND data_type IN ('DOUBLE', 'FLOAT')`,
  );
  const constraints = await tables.sql<{ t: string; text: string }>(
    `SELECT table_name AS t, constraint_text AS text FROM duckdb_constraints() WHERE constraint_type = 'CHECK'`,
  );
  const unguarded = columns.filter(({ t, c }) => {
    const guard = new RegExp(`isfinite\\("?${c}"?\\)|\\b${c} <= |"${c}" <= |\\(${c} <=|\\b${c} BETWEEN `);
    return !constraints.some((constraint) => constraint.t === t && guard.test(constraint.text));
  });
  expect(unguarded).toEqual([]);
  tables.close();
});

it('the tables hold every column of the contract', async () => {
  const tables = await Tables.open(':memory:');
  const rows = await tables.sql<{ t: string; c: string }>(
    'SELECT table_name AS t, column_name AS c FROM duckdb_columns()',
  );
  for (const [table, columns] of Object.entries(CONTRACT)) {
    const found = rows.filter((row) => row.t === table).map((row) => row.c);
    expect(found, table).toEqual(expect.arrayContaining(columns.split(' ')));
  }
  tables.close();
});

it('the hash of a declaration is a sha256 and differs between tables', () => {
  expect(schemaHash('edge')).toMatch(/^[0-9a-f]{64}$/);
  expect(schemaHash('edge')).not.toBe(schemaHash('correlation'));
});
