import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Unit } from '../../src/run/analysis.ts';
import { folderName, runStage } from '../../src/run/run-stage.ts';
import { openShards } from '../../src/run/shards.ts';
import { type Stage, type StageTools, stage, type Written } from '../../src/run/stage.ts';
import { row, rows } from '../../src/run/stage-input.ts';
import { type TableName, Tables } from '../../src/run/tables/tables.ts';

const HASH = 'd'.repeat(64);

let tables: Tables;
let out: string;
beforeEach(async () => {
  tables = await Tables.open(':memory:');
  out = mkdtempSync(join(tmpdir(), 'cofire-stage-'));
  return () => tables.close();
});

function writing(writes: readonly TableName[], written: Written): Stage {
  return stage({ name: 'probe', module: import.meta.url, settings: () => ({}), reads: {}, writes, run: () => written });
}

const unitOf = (own: Stage, scope = 'main', analysis = 'cooccurrence', study: object = {}): Unit => {
  return { analysis, scope, study, stage: own };
};

function run(unit: Unit): Promise<number> {
  const tools: StageTools = {
    study: 'test',
    threads: 1,
    memoryBytes: 2 ** 30,
    keep: out,
    progress: () => ({ advance: () => undefined, done: () => undefined }),
    note: () => undefined,
  };
  const sources = { tables, units: [unit], shardsOf: (other: Unit) => openShards(out, folderName(other), HASH) };
  return tables.transaction(() => runStage(unit, { out, hash: HASH }, sources, tools));
}

const edges = (r: number) => [{ feature_a: 1, feature_b: 2, r }];
const stored = <Row>(text: string) => tables.sql<Row>(text);

describe('what a stage returns', () => {
  it('replaces its tables, rows or columns, and is counted', async () => {
    await run(unitOf(writing(['edge'], { edge: edges(0.5) })));
    const columns = { feature_a: Int32Array.of(3, 4), feature_b: Int32Array.of(5, 6), r: Float64Array.of(1, -1) };
    expect(await run(unitOf(writing(['edge', 'component'], { edge: columns, component: [] })))).toBe(2);
    expect(await stored('SELECT * FROM edge ORDER BY 1')).toEqual([
      { feature_a: 3, feature_b: 5, r: 1 },
      { feature_a: 4, feature_b: 6, r: -1 },
    ]);
  });

  it('has a null where its rows say NaN, and nothing else changed: infinity is refused by the table', async () => {
    const metric = { metric: 'degree', reason: 'no neighbours', extra: 'left out' };
    const write = (value: number) =>
      run(unitOf(writing(['feature_metric'], { feature_metric: [{ feature_id: 1, value, ...metric }] })));
    await write(Number.NaN);
    expect(await stored('SELECT * FROM feature_metric')).toEqual([
      { feature_id: 1, metric: 'degree', value: null, reason: 'no neighbours' },
    ]);
    await expect(write(Infinity)).rejects.toThrow('Infinity, expected a finite number');
  });

  it('may not be a table that it does not declare', async () => {
    const undeclared = writing(['edge'], { edge: edges(0.5), component: [] } as Written);
    await expect(run(unitOf(undeclared))).rejects.toThrow(
      'stage probe: component either returned or declared, expected both',
    );
    expect(await stored('SELECT * FROM edge')).toEqual([]);
  });

  it('may not lack a table that it declares', async () => {
    const lacking = writing(['edge', 'component'], { edge: edges(0.5) });
    await expect(run(unitOf(lacking))).rejects.toThrow('stage probe: component either returned or declared');
    await expect(run(unitOf(lacking, 'res8'))).rejects.toThrow('stage probe of res8: component');
    expect(await stored('SELECT * FROM edge')).toEqual([]);
  });

  it('may not be rows that lack a column', async () => {
    const lacking = writing(['edge'], { edge: [{ feature_a: 1, feature_b: 2 }] });
    await expect(run(unitOf(lacking))).rejects.toThrow('table edge: rows have no r, expected every column');
  });

  it('may not be a table that no file declares', async () => {
    const unknown = writing(['nowhere'], { nowhere: [] });
    await expect(run(unitOf(unknown))).rejects.toThrow(/table nowhere/);
  });
});

describe('what a stage is handed', () => {
  it('is its settings, and what its declaration names under its own keys', async () => {
    const seen: unknown[] = [];
    const reader = stage({
      name: 'reader',
      module: import.meta.url,
      settings: ({ level }: { level: number }) => ({ level }),
      reads: { edges: rows<{ r: number }>('network_edge') },
      writes: [],
      run(settings, inputs) {
        seen.push(settings, inputs);
        return {};
      },
    });
    const writer = unitOf(writing(['edge'], { edge: edges(0.5) }));
    await run(writer);
    const unit = unitOf(reader, 'main', 'cooccurrence', { level: 3, other: 4 });
    const sources = { tables, units: [writer, unit], shardsOf: () => openShards(out, 'x', HASH) };
    await runStage(unit, { out, hash: HASH }, sources, {} as StageTools);
    expect(seen).toEqual([{ level: 3 }, { edges: [expect.objectContaining({ r: 0.5 })] }]);
  });

  it('stops the run where a query asks for a $parameter that is none of its settings', async () => {
    const asking = stage({
      name: 'asking',
      module: import.meta.url,
      settings: () => ({ last: 1 }),
      reads: { found: row('correlate_active') },
      writes: [],
      run: () => ({}),
    });
    const writer = unitOf(writing(['attribution', 'feature'], { attribution: [], feature: [] }));
    const unit = unitOf(asking);
    const sources = { tables, units: [writer, unit], shardsOf: () => openShards(out, 'x', HASH) };
    await expect(runStage(unit, { out, hash: HASH }, sources, {} as StageTools)).rejects.toThrow(
      /stage asking: sql\/cooccurrence\/queries\/correlate_active\.sql asks for \$first, which is none of its settings/,
    );
  });
});

describe('another instance', () => {
  it('has tables of its own, in the schema of its name, and leaves those of main', async () => {
    await run(unitOf(writing(['edge'], { edge: edges(0.5) })));
    await run(unitOf(writing(['edge'], { edge: edges(0.7) }), 'res8'));
    expect(await stored('SELECT r FROM main.edge')).toEqual([{ r: 0.5 }]);
    expect(await stored('SELECT r FROM res8.edge')).toEqual([{ r: 0.7 }]);
    await run(unitOf(writing(['edge'], { edge: edges(0.6) })));
    expect(await stored('SELECT r FROM main.edge')).toEqual([{ r: 0.6 }]);
    expect(await stored('SELECT r FROM res8.edge')).toEqual([{ r: 0.7 }]);
  });

  it('has shards of its own', () => {
    const own = writing([], {});
    expect(folderName(unitOf(own))).toBe('probe');
    expect(folderName(unitOf(own, 'res8'))).toBe('res8/probe');
  });

  it('writes its own rows of what analyses share, and keeps those of others', async () => {
    const claim = (hypothesis: string) => ({
      ...{ hypothesis, kind: 'finding', claim: 'c', estimate: Number.NaN, low: null, high: null, unit: 'r' },
      ...{ p: null, p_held_out: null, survives: [], n: null, n_units: null, status: 'not testable', reason: 'none' },
    });
    const claiming = (...names: string[]) => writing(['verdict'], { verdict: names.map(claim) });
    const rowsNow = () => stored('SELECT analysis, scope, hypothesis FROM main.verdict ORDER BY ALL');
    await run(unitOf(claiming('edges', 'slope')));
    await run(unitOf(claiming('edges'), 'res8'));
    await run(unitOf(claiming('edges'), 'main', 'causal'));
    const all = [
      { analysis: 'causal', scope: 'main', hypothesis: 'edges' },
      { analysis: 'cooccurrence', scope: 'main', hypothesis: 'edges' },
      { analysis: 'cooccurrence', scope: 'main', hypothesis: 'slope' },
      { analysis: 'cooccurrence', scope: 'res8', hypothesis: 'edges' },
    ];
    expect(await rowsNow()).toEqual(all);
    // Written again with the same keys, then with fewer rows.
    await run(unitOf(claiming('edges', 'slope')));
    expect(await rowsNow()).toEqual(all);
    await run(unitOf(claiming('slope')));
    await run(unitOf(claiming(), 'res8'));
    expect(await rowsNow()).toEqual([all[0], all[2]]);
  });
});
