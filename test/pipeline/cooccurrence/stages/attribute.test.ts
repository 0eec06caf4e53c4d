import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engineOracle, expectWithin } from '../../../deviation.ts';
import { modelOracle, PLAIN } from '../../../engine.ts';
import { storedPlan, writePlan } from '../../../run/stored-plan.ts';
import { type EngineRun, engineRun } from '../../engine-run.ts';

const TABLES = [
  'prompt',
  'token',
  'attribution',
  'ledger',
  'feature',
  'prompt_feature_value',
  'prompt_feature',
  'identity',
];

const shardFolder = ({ out }: EngineRun): string => join(out, 'shards', readdirSync(join(out, 'shards'))[0]!);
const shards = (run: EngineRun): string[] => readdirSync(shardFolder(run)).filter((file) => /^\d+\.shard$/.test(file));
const contentOf = async ({ query }: EngineRun): Promise<unknown[]> =>
  Promise.all(TABLES.map((table) => query(`SELECT * FROM "${table}" ORDER BY ALL`)));

/** A finished run whose stored plan has two batches, as one with less memory or more prompts would make. */
async function runInTwo(): Promise<EngineRun> {
  const run = await engineRun();
  await run.run();
  const batches = [
    { rows: [2, 3], lengths: [4, 4] },
    { rows: [0, 1], lengths: [6, 6] },
  ];
  rmSync(join(shardFolder(run), '0.shard'));
  writePlan(shardFolder(run), { method: 'gradient', batches, sizes: [2, 2] });
  rmSync(join(run.out, 'study.duckdb'));
  await run.run();
  return run;
}

describe('stage attribute', () => {
  it('writes one shard a batch, the prompts sorted by length, and the plan', async () => {
    const run = await engineRun();
    await run.run();
    expect(storedPlan(shardFolder(run))).toEqual({
      method: 'gradient',
      batches: [{ rows: [2, 3, 0, 1], lengths: [4, 4, 6, 6] }],
      sizes: [4],
    });
    expect(shards(run)).toEqual(['0.shard']);
  });

  it('gives the same numbers whatever the batches', async () => {
    const [one, two] = [await engineRun(), await runInTwo()];
    await one.run();
    expect(shards(two).sort()).toEqual(['0.shard', '1.shard']);
    const text = 'SELECT * FROM attribution ORDER BY prompt_id, position, feature_id';
    const [a, b] = [await one.query<Record<string, number>>(text), await two.query<Record<string, number>>(text)];
    for (const name of ['prompt_id', 'position', 'feature_id'])
      expect(b.map((row) => row[name])).toEqual(a.map((row) => row[name]));
    for (const name of ['activation', 'attribution'])
      expectWithin(
        b.map((row) => row[name]!),
        a.map((row) => row[name]!),
        1e-6,
        name,
      );
  });

  it('makes its batches for the memory it may use, and a run that goes on keeps them', async () => {
    const run = await engineRun();
    // The budget counts program and weights, so one that small leaves nothing for a batch.
    await expect(run.run({}, 2 ** 20)).rejects.toThrow(/^--memory: 1 MiB for weights of 1 MiB, expected at least/);
    const begun = await runInTwo();
    const plan = readFileSync(join(shardFolder(begun), 'plan.json'), 'utf8');
    rmSync(join(shardFolder(begun), '1.shard'));
    await begun.run({}, 600 * 2 ** 20);
    expect(readFileSync(join(shardFolder(begun), 'plan.json'), 'utf8')).toBe(plan);
    expect(shards(begun)).toHaveLength(2);
  });

  it('stores PyTorch’s attributions', async () => {
    interface Reference {
      readonly position: number[];
      readonly feature: number[];
      readonly activation: number[];
      readonly projection: number[];
    }
    const { cases } = engineOracle<{ cases: { prompts: (Reference & { prompt: number })[] }[] }>('attribution');
    const run = await engineRun();
    await run.run();
    for (const expected of cases[0]!.prompts.filter(({ prompt }) => prompt < 4)) {
      const rows = await run.query<
        Record<'position' | 'feature_id' | 'activation' | 'projection' | 'attribution', number>
      >(`SELECT * FROM attribution WHERE prompt_id = ${expected.prompt} ORDER BY position, feature_id`);
      expect(rows.map((row) => row.position)).toEqual(expected.position);
      expect(rows.map((row) => row.feature_id)).toEqual(expected.feature);
      const reference = expected.activation.map((f, i) => f * expected.projection[i]!);
      expectWithin(
        rows.map((row) => row.attribution),
        reference,
        modelOracle.tolerance,
        `prompt ${expected.prompt}`,
      );
      expectWithin(
        rows.map((row) => row.projection),
        expected.projection,
        modelOracle.tolerance,
        'projection',
      );
    }
  });

  it('computes only the shards that are missing, and ends with the same tables', async () => {
    const run = await runInTwo();
    const before = await contentOf(run);
    const kept = join(shardFolder(run), '0.shard');
    const lost = join(shardFolder(run), '1.shard');
    const bytes = readFileSync(lost);
    const { mtimeMs } = statSync(kept);
    rmSync(lost);
    expect(await run.run()).toEqual(['attribute']);
    expect(readFileSync(lost).equals(bytes)).toBe(true);
    expect(statSync(kept).mtimeMs).toBe(mtimeMs);
    rmSync(join(run.out, 'study.duckdb'));
    await run.run();
    expect(await contentOf(run)).toEqual(before);
  });

  it('makes a damaged shard anew, keeps the damaged file, and ends with the same tables', async () => {
    const run = await runInTwo();
    const before = await contentOf(run);
    const file = join(shardFolder(run), '1.shard');
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
    writeFileSync(file, bytes);
    rmSync(join(run.out, 'study.duckdb'));
    expect(await run.run()).toEqual(['evaluate', 'attribute', 'load']);
    expect(readFileSync(`${file}.bad-0`).equals(bytes)).toBe(true);
    expect(await contentOf(run)).toEqual(before);
  }, 120_000);

  it('runs nothing when nothing has changed, and every stage that is handed the dictionary when its centring has', async () => {
    const run = await engineRun();
    expect(await run.run()).toEqual(['evaluate', 'attribute', 'load']);
    expect(await run.run()).toEqual([]);
    // What the dictionary is to read enters the hash of every stage that is handed it, `evaluate` among them.
    expect(await run.run({ sae: { ...run.study.sae, center: false } })).toEqual(['evaluate', 'attribute', 'load']);
  });

  it('gives other numbers when the residual is not centred', async () => {
    const [centred, plain] = [await engineRun({ center: true }), await engineRun({ center: false })];
    await centred.run();
    await plain.run();
    const text = 'SELECT sum(abs(attribution)) AS size FROM attribution';
    expect(await centred.query(text)).not.toEqual(await plain.query(text));
  });

  it('keeps the gradient at the hook that PyTorch finds', async () => {
    const { openShards } = await import('../../../../src/run/shards.ts');
    const run = await runInTwo();
    const hash = readdirSync(join(run.out, 'shards'))[0]!.split('-')[1]!;
    const { gradient, resid } = openShards(run.out, 'attribute', hash).read(1);
    const of = (key: 'gradient' | 'resid') => [0, 1].flatMap((p) => modelOracle.models[PLAIN]!.prompts[p]![key][1]!);
    expectWithin(gradient!.data, of('gradient'), modelOracle.tolerance, 'gradient');
    expectWithin(resid!.data, of('resid'), modelOracle.tolerance, 'residual');
  });
});
