import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NULL_KINDS } from '../../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { runStudy } from '../../../../src/run/runner.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../study.ts';
import { writeSmallStudy } from '../../small-study.ts';
import { unitsOfStages } from '../../units-of-stages.ts';

interface Row {
  null: string;
  statistic: string;
  density: string;
  observed: number | null;
  mean: number | null;
  p: number | null;
  replicates: number;
  defined: number;
  p_exists: number | null;
  z: number | null;
  note: string | null;
}

/** Without steering, which the nulls do not read. */
const NEEDED = [
  'evaluate',
  'attribute',
  'load',
  'units',
  'correlate',
  'network',
  'cluster',
  'centrality',
  'metrics',
  'anova',
  'nulls',
];
const QUICK = ['stability.seeds=2', 'stability.subsamples=2', 'stability.case_drops=2', 'nulls.kinds=[random-rows]'];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-nulls-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(out: string, settings: readonly string[]): Promise<Tables> {
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const study = loadStudy(file, [...QUICK, ...settings]);
  const units = unitsOfStages(study, NEEDED);
  const path = join(folder, out);
  await runStudy({ study, out: path, units, codeOf: () => 'test', force: false, threads: 1, target });
  return await Tables.open(join(path, 'study.duckdb'), { readOnly: true });
}

describe('nulls', { timeout: 240_000 }, () => {
  it.each([
    ['seed-exact', []],
    [
      'another rule, method and clustering',
      [
        'attribution.positions=max-abs',
        'correlation.method=spearman',
        'cluster.algorithm=louvain',
        'network.strict=false',
      ],
    ],
    ['every stratum counting alike', ['correlation.weights=class-balanced', 'network.threshold=0.6']],
    [
      'gain divided, sum without BOS, steering where active',
      ['attribution.positions=sum', 'attribution.bos=exclude', 'correlation.gain=divide', 'steering.positions=active'],
    ],
  ])('observes what the other stages stored: %s', async (name, settings) => {
    // biome-ignore format: one line
    const tables = await run(name, settings);
    const rows = await tables.sql<Row>('SELECT * FROM null_statistic');
    const observed = (statistic: string) =>
      rows.find((row) => row.statistic === statistic && row.density === 'threshold')?.observed;
    const one = async (sql: string) => Object.values((await tables.sql<Record<string, number | null>>(sql))[0])[0];
    const algorithm = settings.includes('cluster.algorithm=louvain') ? 'louvain' : 'greedy-modularity';
    expect(observed('edges')).toBe(await one('SELECT count(*) FROM edge'));
    expect(observed('giant')).toBe(await one('SELECT max(size) FROM component'));
    expect(observed('clusters')).toBe(await one(`SELECT count(DISTINCT cluster) FROM cluster WHERE kept AND algorithm = '${algorithm}'`)); // biome-ignore format: one line
    expect(observed('mean_abs_r')).toBeCloseTo((await one('SELECT avg(abs(r)) FROM correlation')) ?? Number.NaN, 9);
    for (const measure of ['degree', 'betweenness', 'closeness', 'eigenvector']) {
      const mean = await one(`SELECT avg(value) FROM centrality WHERE measure = '${measure}' AND NOT weighted`);
      expect(observed(`mean:${measure}`)).toBeCloseTo(mean ?? Number.NaN, 9);
    }
    const compared = await tables.sql<{ metric: string; f: number | null }>(`SELECT metric, f FROM anova WHERE test = 'anova' AND algorithm = '${algorithm}'`); // biome-ignore format: one line
    for (const { metric, f } of compared) {
      const own = observed(`anova_f:${metric}`);
      if (own === undefined) continue;
      if (f === null || own === null) expect(own).toBe(f);
      else expect(own / f).toBeCloseTo(1, 6);
    }
    expect(rows.every((row) => row.null === 'random-rows' && row.replicates === 10)).toBe(true);
    // Ten replicates leave no p, and say so.
    expect(rows.every((row) => row.p === null && row.z === null && row.note !== null)).toBe(true);
    const [model] = await tables.sql<{ reason: string }>('SELECT reason FROM null_model');
    expect(model.reason).toContain('10 replicates, fewer than the 100');
    for (const row of rows.filter(({ density }) => density === 'edges'))
      expect(row.observed, row.statistic).toBe(observed(row.statistic) ?? row.observed);
    tables.close();
  });

  it('gives the same table again, and another with other replicates or another seed', async () => {
    const contents = async (out: string, settings: readonly string[]) => {
      const tables = await run(out, settings);
      const rows = await tables.sql<Row>('SELECT * FROM null_statistic ORDER BY ALL');
      tables.close();
      return rows;
    };
    const one = await contents('one', []);
    expect(await contents('two', [])).toEqual(one);
    expect(await contents('more', ['nulls.replicates=11'])).not.toEqual(one);
    const other = await contents('seed', ['seed=5', 'attribution.contrast=mean-of-others']);
    const same = await contents('contrast', ['attribution.contrast=mean-of-others']);
    // With a contrast that draws no foils the seed changes replicates and halves alone.
    const split = (rows: Row[]) =>
      rows
        .filter(({ statistic }) => !statistic.startsWith('held_out:'))
        .map(({ statistic, observed }) => ({ statistic, observed }));
    expect(split(other)).toEqual(split(same));
    expect(other.map((row) => row.mean)).not.toEqual(same.map((row) => row.mean));
  });

  it('takes every kind, each with statistics of its own', async () => {
    const tables = await run('kinds', [`nulls.kinds=[${NULL_KINDS.join(', ')}]`, 'nulls.replicates=3']);
    const rows = await tables.sql<Row>("SELECT * FROM null_statistic WHERE statistic = 'mean_abs_r' ORDER BY ALL");
    expect(rows.map((row) => row.null)).toEqual([...NULL_KINDS].sort());
    expect(new Set(rows.map((row) => row.observed)).size).toBe(1);
    expect(new Set(rows.map((row) => row.mean)).size).toBe(NULL_KINDS.length);
    tables.close();
  });

  it('tells being there from being large, at the threshold and at as many edges, and says how alike the rows are', async () => {
    const tables = await run('hundred', ['nulls.replicates=100']);
    const rows = await tables.sql<Row>('SELECT * FROM null_statistic');
    for (const row of rows) {
      const where = `${row.statistic}, ${row.density}`;
      expect(row.p !== null, where).toBe(row.observed !== null && row.defined === 100);
      if (row.observed !== null) expect(row.p_exists, where).toBe((1 + row.defined) / 101);
      if (row.p !== null && row.p <= 0.05 && row.z !== null) expect(row.z, where).toBeGreaterThan(0);
    }
    const of = (statistic: string) => rows.filter((row) => row.statistic === statistic).map(({ density }) => density);
    expect([of('edges'), of('modularity').sort()]).toEqual([['threshold'], ['edges', 'threshold']]);
    const balance = await tables.sql<{ trait: string }>('SELECT * FROM null_balance ORDER BY trait');
    expect(balance.map(({ trait }) => trait)).toEqual(['norm', 'prevalence', 'rate']);
    tables.close();
  });

  it('is empty without kinds', async () => {
    const tables = await run('none', ['nulls.kinds=[]']);
    expect(await tables.sql('SELECT * FROM null_statistic')).toEqual([]);
    tables.close();
  });

  it('says so where no decoder row is left to draw', async () => {
    const tables = await run('all', ['features.min_prevalence=0.0001', 'network.threshold=0.9']);
    const rows = await tables.sql<Row>('SELECT * FROM null_statistic');
    const [{ n }] = await tables.sql<{ n: number }>('SELECT count(*) AS n FROM feature WHERE selected');
    const few = rows.filter((row) => row.null === 'random-rows');
    const asked = 96 - n >= 10;
    expect(few.every((row) => (asked ? row.replicates === 10 : row.replicates === 0 && row.p === null && row.note !== null))).toBe(true); // biome-ignore format: one line
    tables.close();
  });
});
