import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runShards } from '../../src/run/run-shards.ts';
import { openShards, readPlan } from '../../src/run/shards.ts';
import { type Sharded, type ShardPlan, type StageTools, sharded } from '../../src/run/stage.ts';
import type { Study } from '../../src/run/study/study.ts';
import { engineStudy } from '../engine.ts';

const HASH = 'c'.repeat(64);

interface Plan extends ShardPlan {
  /** Depends on the memory that the run had when it began. */
  readonly batch: number;
  readonly sizes: readonly number[];
}

let study: Study;
beforeAll(async () => {
  study = await engineStudy();
});

let out: string;
let made: number[];
let opened: (readonly number[])[];
let released: number;
let advanced: number[];
let notes: string[];
let planned: number;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'cofire-shards-'));
  [made, opened, advanced, notes] = [[], [], [], []];
  [released, planned] = [0, 0];
});

/** Shards whose one value is their index over what the material says, plus what the plan says. */
async function run({ memoryBytes = 2 ** 30, failAt = -1, sizes = [3, 2, 4] } = {}): Promise<readonly object[]> {
  const stage = sharded({
    name: 'work',
    module: import.meta.url,
    label: 'things',
    settings: () => ({ scale: 10 }),
    reads: {},
    writes: ['edge'],
    plan(_, __, tools): Plan {
      planned++;
      return { batch: tools.memoryBytes / 2 ** 20, sizes };
    },
    material: () => ({ offset: { data: Float64Array.of(7), dims: [1] } }),
    async open(plan: Plan, material, engine) {
      opened.push(engine.left);
      expect(engine.subject.model.config.dModel).toBeGreaterThan(0);
      return {
        async make(index) {
          if (index === failAt) throw new Error('killed');
          made.push(index);
          return { value: { data: Float64Array.of(material.offset.data[0] + index + plan.batch), dims: [1] } };
        },
        async release() {
          released++;
        },
      };
    },
    collect({ scale }, _, { plan, folder }) {
      const edge = plan.sizes.map((size, index) => {
        return { feature_a: index, feature_b: size, r: folder.read(index).value.data[0] / scale };
      });
      return { edge };
    },
  });
  const tools: StageTools = {
    study: 'test',
    threads: 1,
    memoryBytes,
    keep: out,
    progress: (_, total) => ({ advance: (n = 1) => advanced.push(n), done: () => advanced.push(-total) }),
    note: (text) => notes.push(text),
  };
  const { edge } = await runShards(
    { analysis: 'test', scope: 'main', study, stage },
    stage.sharded as Sharded<object, object, ShardPlan, string>,
    { out, stage: 'work', hash: HASH },
    { settings: { scale: 10 }, inputs: {} },
    tools,
  );
  return edge as readonly object[];
}

const folder = () => openShards(out, 'work', HASH);

describe('a stage in shards', () => {
  it('plans, stores its material and its plan, makes every shard, says how far it is, and collects', async () => {
    const rows = await run();
    expect(rows).toEqual(
      [3, 2, 4].map((size, index) => ({ feature_a: index, feature_b: size, r: (7 + index + 1024) / 10 })),
    );
    expect(readdirSync(folder().path).sort()).toEqual(['0.shard', '1.shard', '2.shard', 'inputs.shard', 'plan.json']);
    expect(made).toEqual([0, 1, 2]);
    expect(advanced).toEqual([0, 3, 2, 4, -9]);
    expect([released, notes]).toEqual([1, []]);
  });

  it('makes only what is missing, and opens nothing where all is there', async () => {
    const rows = await run();
    rmSync(join(folder().path, '1.shard'));
    expect(await run()).toEqual(rows);
    expect(made).toEqual([0, 1, 2, 1]);
    expect(opened).toEqual([[0, 1, 2], [1]]);
    expect(advanced.slice(5)).toEqual([7, 2, -9]);
    expect(await run()).toEqual(rows);
    expect(opened).toHaveLength(2);
  });

  it('goes on after a failure with what was made before it, and lets go of the model', async () => {
    await expect(run({ failAt: 2 })).rejects.toThrow('killed');
    expect([made, released]).toEqual([[0, 1], 1]);
    const failure = join(folder().path, '2.failed.json');
    expect(JSON.parse(readFileSync(failure, 'utf8'))).toMatchObject({ errors: ['killed'], hosts: [hostname()] });
    await run();
    expect(made).toEqual([0, 1, 2]);
    expect(existsSync(failure)).toBe(false);
  });

  it('keeps the plan it began with, whatever memory there is now', async () => {
    const rows = await run();
    rmSync(join(folder().path, '2.shard'));
    const text = readFileSync(join(folder().path, 'plan.json'), 'utf8');
    expect(await run({ memoryBytes: 2 ** 28, sizes: [1] })).toEqual(rows);
    expect(planned).toBe(1);
    expect(readFileSync(join(folder().path, 'plan.json'), 'utf8')).toBe(text);
    expect(readPlan<Plan>(folder()).batch).toBe(1024);
  });

  it('plans anew where it was stopped before its plan was stored', async () => {
    await run();
    rmSync(join(folder().path, 'plan.json'));
    for (const index of [0, 1, 2]) rmSync(join(folder().path, `${index}.shard`));
    const [first] = await run({ memoryBytes: 2 ** 29 });
    expect(first).toMatchObject({ feature_a: 0, r: (7 + 512) / 10 });
  });

  it.each([
    ['cut short', (file: string) => truncateSync(file, 60)],
    ['empty', (file: string) => truncateSync(file, 0)],
    [
      'changed in a byte',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes[bytes.length - 1] ^= 1;
        writeFileSync(file, bytes);
      },
    ],
  ])('puts a shard aside that is %s, makes it anew and says so', async (_, damage) => {
    const rows = await run();
    const file = join(folder().path, '1.shard');
    const whole = readFileSync(file);
    damage(file);
    const damaged = readFileSync(file);
    expect(await run()).toEqual(rows);
    expect(made).toEqual([0, 1, 2, 1]);
    expect(readFileSync(file).equals(whole)).toBe(true);
    expect(readFileSync(`${file}.bad-0`).equals(damaged)).toBe(true);
    expect(notes).toEqual([expect.stringMatching(/1\.shard: .*; made anew, and kept as .*1\.shard\.bad-0$/)]);
    damage(file);
    await run();
    expect(existsSync(`${file}.bad-1`)).toBe(true);
    expect(readFileSync(`${file}.bad-0`).equals(damaged)).toBe(true);
  });

  it.each([
    ['cut short', (file: string) => truncateSync(file, 60)],
    ['gone', (file: string) => rmSync(file)],
  ])('makes its material anew where it is %s, the same as before', async (how, damage) => {
    const rows = await run();
    const file = join(folder().path, 'inputs.shard');
    const whole = readFileSync(file);
    damage(file);
    rmSync(join(folder().path, '0.shard'));
    expect(await run()).toEqual(rows);
    expect(readFileSync(file).equals(whole)).toBe(true);
    expect(notes).toEqual(
      how === 'gone'
        ? []
        : [expect.stringMatching(/inputs\.shard: .*; made anew, and kept as .*inputs\.shard\.bad-0$/)],
    );
  });

  it('without shards opens no model, and stores no material', async () => {
    expect(await run({ sizes: [] })).toEqual([]);
    expect(opened).toEqual([]);
    expect(readdirSync(folder().path)).toEqual(['plan.json']);
  });
});
