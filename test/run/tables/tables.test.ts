import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { SqlError, Tables } from '../../../src/run/tables/tables.ts';

let folder: string;
let tables: Tables;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-tables-'));
  tables = await Tables.open(':memory:');
});

afterEach(() => {
  tables.close();
  rmSync(folder, { recursive: true });
});

const edges = { feature_a: Int32Array.of(1, 1, 2), feature_b: Int32Array.of(2, 3, 3), r: Float64Array.of(0.5, -1, 1) };

describe('replace', () => {
  it('writes columns of every type and reads the same values back', async () => {
    const sets = {
      set_id: Int32Array.of(0, 1),
      arm: ['within', 'between'],
      cluster: [3, null],
      size: Int32Array.of(2, 1),
      replicate: [0, 1],
      feature_ids: [[4, 5], [6]],
      norm: Float64Array.of(1.5, 1),
    };
    await tables.replace('steering_set', sets);
    expect(await tables.sql('SELECT * FROM steering_set ORDER BY set_id')).toEqual([
      { set_id: 0, arm: 'within', cluster: 3, size: 2, replicate: 0, feature_ids: [4, 5], norm: 1.5 },
      { set_id: 1, arm: 'between', cluster: null, size: 1, replicate: 1, feature_ids: [6], norm: 1 },
    ]);
  });

  it('replaces the whole content and takes the same keys again, also inside one transaction', async () => {
    await tables.transaction(async () => {
      await tables.replace('edge', edges);
      await tables.replace('edge', edges);
    });
    await tables.replace('edge', edges);
    expect(await tables.sql('SELECT count(*) AS n FROM edge')).toEqual([{ n: 3 }]);
    await tables.replace('edge', { feature_a: [], feature_b: [], r: [] });
    expect(await tables.sql('SELECT count(*) AS n FROM edge')).toEqual([{ n: 0 }]);
  });

  it('keeps rows in order across the chunk size', async () => {
    const n = 5000;
    const ids = Int32Array.from({ length: n }, (_, i) => i);
    const size = new Int32Array(n).fill(1);
    await tables.replace('component', { feature_id: ids, component: Int32Array.from(ids, (i) => i + 1), size });
    const read = await tables.sql<{ feature_id: number; component: number }>('SELECT * FROM component');
    expect(read.every((row, i) => row.feature_id === i && row.component === i + 1)).toBe(true);
    expect(read.length).toBe(n);
  });

  it('stops NaN and infinity with table, column and row', async () => {
    await expect(tables.replace('edge', { ...edges, r: Float64Array.of(0.5, Number.NaN, 1) })).rejects.toThrow(
      'table edge, column r, row 1: NaN, expected a finite number',
    );
    await expect(tables.replace('edge', { ...edges, r: Float64Array.of(0.5, 1, -Infinity) })).rejects.toThrow(
      'row 2: -Infinity',
    );
  });

  it('rejects what the schema rejects: duplicates, values out of range', async () => {
    const duplicate = { ...edges, feature_a: Int32Array.of(1, 1, 1), feature_b: Int32Array.of(2, 2, 3) };
    await expect(tables.replace('edge', duplicate)).rejects.toThrow(/table edge: .*[Dd]uplicate key/);
    await expect(tables.replace('edge', { ...edges, r: Float64Array.of(0, 0, 1.5) })).rejects.toThrow(
      /table edge: .*CHECK/,
    );
  });
});

describe('query and columns', () => {
  it('names a missing query and one outside sql/', async () => {
    await expect(tables.query('no-such-query')).rejects.toThrow(
      'query no-such-query: expected the name of a file in sql/*/queries',
    );
    await expect(tables.query('../../../package')).rejects.toThrow('expected the name of a file in sql/');
  });
});

describe('sql', () => {
  it('gives whole numbers of any width as numbers, decimals too, lists as arrays and dates as text', async () => {
    const [row] = await tables.sql(
      "SELECT count(*) AS n, 1.5::DECIMAL(4,2) AS d, [1, 2] AS l, {'a': 1} AS s, DATE '2020-01-02' AS day",
    );
    expect(row).toEqual({ n: 1, d: 1.5, l: [1, 2], s: { a: 1 }, day: '2020-01-02' });
  });

  it('carries the statement in its errors', async () => {
    const failure = tables.sql('SELECT nothing FROM nowhere');
    await expect(failure).rejects.toBeInstanceOf(SqlError);
    await expect(failure).rejects.toThrow(/nowhere[\s\S]*in the statement:\nSELECT nothing FROM nowhere/);
  });
});

describe('transaction', () => {
  it('leaves the old rows when the work throws', async () => {
    await tables.replace('edge', edges);
    const work = tables.transaction(async () => {
      await tables.replace('edge', { feature_a: [], feature_b: [], r: [] });
      throw new Error('killed');
    });
    await expect(work).rejects.toThrow('killed');
    expect(await tables.sql('SELECT count(*) AS n FROM edge')).toEqual([{ n: 3 }]);
  });

  it('does not nest', async () => {
    await expect(tables.transaction(() => tables.transaction(async () => 1))).rejects.toThrow('already inside one');
  });
});

describe('open', () => {
  const path = () => join(folder, 'study.duckdb');

  it('keeps rows between openings, and empties a table whose declaration has changed', async () => {
    const first = await Tables.open(path());
    await first.replace('edge', edges);
    await first.sql(`COMMENT ON TABLE edge IS 'an older declaration'`);
    await first.replace('component', { feature_id: [1], component: [1], size: [1] });
    first.close();
    const second = await Tables.open(path());
    expect(await second.sql('SELECT count(*) AS n FROM component')).toEqual([{ n: 1 }]);
    expect(await second.sql('SELECT count(*) AS n FROM edge')).toEqual([{ n: 0 }]);
    second.close();
  });

  it('puts a view in the place of a table of its name in another schema, and leaves main alone', async () => {
    const path = join(folder, 'two.duckdb');
    const old = await Tables.open(path);
    await old.within('res8', 'cooccurrence');
    await old.sql('DROP VIEW res8.prompt_feature');
    await old.sql('CREATE TABLE res8.prompt_feature (prompt_id INTEGER)');
    old.close();
    const opened = await Tables.open(path);
    await opened.within('res8', 'cooccurrence');
    expect(
      await opened.sql("SELECT schema_name AS s FROM duckdb_views() WHERE view_name = 'prompt_feature' ORDER BY ALL"),
    ).toEqual([{ s: 'main' }, { s: 'res8' }]);
    opened.close();
  });

  it('puts a view in the place of a table of its name, and writes to no view', async () => {
    const path = join(folder, 'old.duckdb');
    const old = await Tables.open(path);
    await old.sql('DROP VIEW prompt_feature');
    await old.sql('CREATE TABLE prompt_feature (prompt_id INTEGER)');
    old.close();
    const opened = await Tables.open(path);
    expect(await opened.sql('SELECT * FROM prompt_feature')).toEqual([]);
    expect(await opened.sql("SELECT count(*) AS n FROM duckdb_views() WHERE view_name = 'prompt_feature'")).toEqual([
      { n: 1 },
    ]);
    await expect(opened.replace('prompt_feature', { prompt_id: [1] })).rejects.toThrow(
      'table prompt_feature: not writable here',
    );
    opened.close();
  });

  it('says of a run of another version that it has to be made again, and still takes free queries', async () => {
    const path = join(folder, 'other-version.duckdb');
    const other = await Tables.open(path);
    await other.sql('CREATE OR REPLACE TABLE stage_run (stage VARCHAR, hash VARCHAR)');
    await other.sql('DROP TABLE edge');
    other.close();
    const reader = await Tables.open(path, { readOnly: true });
    const message = (table: string) =>
      `${path}: table ${table} as another version of cofire declared it, expected a run of this version. Run the study again`;
    await expect(reader.query('stage_run')).rejects.toThrow(message('stage_run'));
    await expect(reader.columns('network_edge')).rejects.toThrow(message('edge'));
    expect(await reader.sql('SELECT count(*) AS n FROM stage_run')).toEqual([{ n: 0 }]);
    reader.close();
  });

  it('read-only takes queries and refuses everything that writes, here or elsewhere', async () => {
    (await Tables.open(path())).close();
    const reader = await Tables.open(path(), { readOnly: true });
    expect(await reader.sql('SELECT count(*) AS n FROM edge')).toEqual([{ n: 0 }]);
    expect(await reader.sql('DESCRIBE edge')).toHaveLength(3);
    for (const text of [
      'DELETE FROM edge',
      'DROP TABLE edge',
      `COPY edge TO '${join(folder, 'x.csv')}'`,
      'CREATE TEMP TABLE x (a INTEGER)',
      "ATTACH ':memory:' AS other",
      'SELECT 1; DELETE FROM edge',
      'SET threads = 2',
    ]) {
      await expect(reader.sql(text), text).rejects.toThrow(StudyError);
    }
    await expect(reader.sql('SELEC 1')).rejects.toThrow(SqlError);
    reader.close();
  });

  it('says when there is no database and when the file is not one', async () => {
    await expect(Tables.open(path(), { readOnly: true })).rejects.toThrow('no such file');
    writeFileSync(path(), 'no database at all, but long enough to be looked at'.repeat(200));
    await expect(Tables.open(path())).rejects.toThrow(StudyError);
  });
});

it('copy writes a table to CSV, whatever the path is called', async () => {
  await tables.replace('edge', edges);
  const file = join(folder, "it's.csv");
  await tables.copy('edge', file, 'csv');
  expect(readFileSync(file, 'utf8')).toBe('feature_a,feature_b,r\n1,2,0.5\n1,3,-1.0\n2,3,1.0\n');
});

it('above its memory the database writes to disk: the limit is DuckDB’s own', async () => {
  const limited = await Tables.open(':memory:', { memoryBytes: 300 * 2 ** 20 });
  expect(await limited.sql("SELECT current_setting('memory_limit') AS size")).toEqual([{ size: '300.0 MiB' }]);
  limited.close();
});
