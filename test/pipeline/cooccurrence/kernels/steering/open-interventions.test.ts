import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type InterventionPlan,
  openInterventions,
  planInterventions,
  storedOutcomes,
} from '../../../../../pipeline/cooccurrence/kernels/steering/open-interventions.ts';
import {
  readSteeredMaterial,
  steeredMaterial,
} from '../../../../../pipeline/cooccurrence/kernels/steering/steered-material.ts';
import type { RunPrompt } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-prompts.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../../../src/memory-budget.ts';
import { pushChange } from '../../../../../src/methods/intervention/change.ts';
import type { Push } from '../../../../../src/methods/intervention/modes.ts';
import type { SweepOutcomes } from '../../../../../src/methods/intervention/run-changes.ts';
import { runShards } from '../../../../../src/run/run-shards.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { type Sharded, type StageTools, sharded } from '../../../../../src/run/stage.ts';
import { engineStudy, modelOracle, PLAIN, wordOf } from '../../../../engine.ts';
import { storedPlan, writePlan } from '../../../../run/stored-plan.ts';

const MEBIBYTE = 2 ** 20;

const prompt = (id: number): RunPrompt => ({
  prompt_id: id,
  answer: wordOf(modelOracle.answers[id]!),
  answer_token: modelOracle.answers[id]!,
  foil: wordOf(modelOracle.foils[id]!),
  foil_token: modelOracle.foils[id]!,
  accepted_tokens: [modelOracle.answers[id]!],
  n_tokens: 6,
  answer_rank: 0,
  tokens: modelOracle.prompts[id]!,
});

/** Seventy doses along one direction, on two prompts of the oracle; the last is a dose of 0. */
async function study() {
  const study = await engineStudy();
  const subject = await openSubject(study);
  const width = subject.model.config.dModel;
  const steered = [0, 1].map((id) => ({
    resid: Float32Array.from(modelOracle.models[PLAIN]!.prompts[id]!.resid[1]!),
    codes: new Map<number, Float32Array>(),
  }));
  const push = (coefficient: number): Push => ({
    mode: 'seed',
    norm: 'layer' as const,
    featureIds: [0],
    directions: [Float32Array.from({ length: width }, (_, d) => (d % 2 === 0 ? 0.01 : -0.01))],
    coefficient,
    scales: [{ max: 1, mean: 0 }],
  });
  const pushes = Array.from({ length: 70 }, (_, i) => push(i === 69 ? 0 : i));
  const out = mkdtempSync(join(tmpdir(), 'cofire-'));
  const advanced: number[] = [];
  const task = [prompt(0), prompt(1)];
  const everyone = pushes.map(() => Int32Array.of(0, 1));
  const again = async (memoryBytes = DEFAULT_MEMORY_BYTES, on = everyone): Promise<SweepOutcomes> => {
    let found: SweepOutcomes | undefined;
    const stage = sharded({
      name: 'steer',
      module: import.meta.url,
      label: 'steered evaluations',
      settings: () => ({}),
      reads: {},
      writes: [],
      plan: (_, __, tools): InterventionPlan => planInterventions(subject, on, task.length, tools),
      // Rows of their own, as a second query would give them.
      material: async () => await steeredMaterial(subject, task, [prompt(0), prompt(1)], steered),
      open: async (plan, material, engine) => {
        const read = readSteeredMaterial(material, engine.subject);
        const changes = pushes.map((own) => pushChange(read.prompts, own, 'all', true));
        return await openInterventions(plan, changes, on, read, engine);
      },
      collect(_, __, { plan, folder }) {
        found = storedOutcomes(folder, plan);
        return {};
      },
    });
    const tools: StageTools = {
      study: 'test',
      threads: 1,
      memoryBytes,
      keep: out,
      progress: () => ({ advance: (n = 1) => advanced.push(n), done: () => undefined }),
      note: () => undefined,
    };
    const place = { out, stage: 'steer', hash: 'b'.repeat(64) };
    const work = stage.sharded as Sharded<object, object, InterventionPlan, string>;
    await runShards(
      { analysis: 'test', scope: 'main', study, stage },
      work,
      place,
      { settings: {}, inputs: {} },
      tools,
    );
    if (found === undefined) throw new Error('nothing was collected');
    return found;
  };
  return { again, advanced, folder: openShards(out, 'steer', 'b'.repeat(64)) };
}

describe('interventions in shards', () => {
  it('are every intervention on every kept prompt, contrasts as in the whole task, and only what is missing', async () => {
    const { again, advanced } = await study();
    const first = await again();
    expect(first.logitDiff).toHaveLength(140);
    // Dose 0 and no steering at all: the same bits, and no divergence.
    for (const id of [0, 1]) {
      expect(first.logitDiff[69 * 2 + id]).toBe(first.logitDiff[id]);
      expect(Math.abs(first.kl[69 * 2 + id]!)).toBeLessThan(1e-6);
      const logits = modelOracle.models[PLAIN]!.prompts[id]!.logits;
      const expected = logits[modelOracle.answers[id]!]! - logits[modelOracle.foils[id]!]!;
      expect(Math.abs(first.logitDiff[id]! - expected)).toBeLessThan(1e-4 * Math.max(...logits.map(Math.abs)));
    }
    expect(first.logitDiff[2 * 40]).not.toBe(first.logitDiff[0]);
    advanced.length = 0;
    expect(await again()).toEqual(first);
    expect(advanced).toEqual([140]);
  });

  it('go on with the limits they began with, so that memory given later does not change their bits', async () => {
    const { again, folder } = await study();
    const first = await again(600 * MEBIBYTE);
    const file = join(folder.path, 'plan.json');
    const text = readFileSync(file, 'utf8');
    rmSync(join(folder.path, '1.shard'));
    expect(await again(4096 * MEBIBYTE)).toEqual(first);
    expect(readFileSync(file, 'utf8')).toBe(text);

    // One that began with the smallest runs: two sequences share nothing there, and 140 of them are 140 runs.
    for (const index of [0, 1]) rmSync(join(folder.path, `${index}.shard`));
    writePlan(folder.path, { ...storedPlan<InterventionPlan>(folder.path), limits: { rows: 1, sequences: 1 } });
    const small = await again();
    expect(readFileSync(file, 'utf8')).not.toBe(text);
    small.logitDiff.forEach((value, cell) => expect(Math.abs(value - first.logitDiff[cell]!)).toBeLessThan(1e-4));
  });

  it('are run on their own prompts alone, in larger shards, with the outcomes they have among all', async () => {
    const everything = await (await study()).again();
    const { again, advanced, folder } = await study();
    const on = Array.from({ length: 70 }, (_, i) => Int32Array.of(i % 2));
    const found = await again(undefined, on);
    expect(found.logitDiff).toHaveLength(70);
    found.logitDiff.forEach((value, i) =>
      expect(Math.abs(value - everything.logitDiff[2 * i + (i % 2)]!)).toBeLessThan(1e-4),
    );
    expect(storedPlan(folder.path)).toMatchObject({ chunk: 128, sizes: [70] });
    expect(advanced).toEqual([0, 70]);
  });
});

it('no prompts are no shards', async () => {
  const subject = await openSubject(await engineStudy());
  const budget = { threads: 1, memoryBytes: DEFAULT_MEMORY_BYTES };
  expect(planInterventions(subject, [Int32Array.of()], 0, budget).sizes).toEqual([]);
  expect(planInterventions(subject, [], 3, budget).sizes).toEqual([]);
});
