import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runInterventions } from '../../../../../pipeline/cooccurrence/kernels/steering/run-interventions.ts';
import type { RunPrompt } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-subset.ts';
import { pushChange } from '../../../../../src/methods/intervention/change.ts';
import type { Push } from '../../../../../src/methods/intervention/modes.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { engineInputs, modelOracle, PLAIN, wordOf } from '../../../../engine.ts';

const prompt = (id: number): RunPrompt => ({
  prompt_id: id,
  answer: wordOf(modelOracle.answers[id]!),
  answer_token: modelOracle.answers[id]!,
  foil: wordOf(modelOracle.foils[id]!),
  foil_token: modelOracle.foils[id]!,
  accepted: [wordOf(modelOracle.answers[id]!)],
  n_tokens: 6,
  answer_rank: 0,
  tokens: modelOracle.prompts[id]!,
});

async function study() {
  const inputs = await engineInputs();
  const width = inputs.model.config.dModel;
  const steered = [0, 1].map((id) => ({
    resid: Float32Array.from(modelOracle.models[PLAIN]!.prompts[id]!.resid[1]!),
    codes: new Map<number, Float32Array>(),
  }));
  const push = (coefficient: number): Push => ({
    mode: 'seed',
    featureIds: [0],
    directions: [Float32Array.from({ length: width }, (_, d) => (d % 2 === 0 ? 0.01 : -0.01))],
    coefficient,
    scales: [{ max: 1, mean: 0 }],
  });
  const pushes = Array.from({ length: 70 }, (_, i) => push(i === 69 ? 0 : i));
  const out = mkdtempSync(join(tmpdir(), 'cofire-'));
  const advanced: number[] = [];
  const task = [prompt(0), prompt(1)];
  const folder = (plan?: object) => openShards(out, 'steer', 'b'.repeat(64), plan);
  const again = (memoryBytes?: number, on?: readonly Int32Array[]) =>
    runInterventions({
      on,
      inputs,
      task,
      // Rows of their own, as a second query would give them.
      prompts: [prompt(0), prompt(1)],
      steered,
      changes: pushes.map((own) => pushChange(steered, own, 'all', true)),
      label: 'steered evaluations',
      threads: 1,
      memoryBytes,
      folder,
      progress: () => ({ advance: (n = 1) => advanced.push(n), done: () => undefined }),
    });
  return { again, advanced, folder };
}

it('runs every intervention on every kept prompt, contrasts as in the whole task, and only what is missing', async () => {
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

it('goes on with the limits it began with, so that memory given later does not change its bits', async () => {
  const { again, folder } = await study();
  const first = await again(600 * 2 ** 20);
  const { path } = folder();
  const file = join(path, 'plan.json');
  const text = readFileSync(file, 'utf8');
  rmSync(join(path, '1.shard'));
  expect(await again(4096 * 2 ** 20)).toEqual(first);
  expect(readFileSync(file, 'utf8')).toBe(text);

  // One that began with the smallest runs: two sequences share nothing there, and 140 of them are 140 runs.
  for (const index of [0, 1]) rmSync(join(path, `${index}.shard`));
  writeFileSync(file, `${JSON.stringify({ ...JSON.parse(text), limits: { rows: 1, sequences: 1 } })}\n`);
  const small = await again();
  expect(readFileSync(file, 'utf8')).not.toBe(text);
  small.logitDiff.forEach((value, cell) => expect(Math.abs(value - first.logitDiff[cell]!)).toBeLessThan(1e-4));
});

it('runs interventions on their own prompts alone, in larger shards, with the outcomes they have among all', async () => {
  const everything = await (await study()).again();
  const { again, advanced, folder } = await study();
  const on = Array.from({ length: 70 }, (_, i) => Int32Array.of(i % 2));
  const found = await again(undefined, on);
  expect(found.logitDiff).toHaveLength(70);
  found.logitDiff.forEach((value, i) =>
    expect(Math.abs(value - everything.logitDiff[2 * i + (i % 2)]!)).toBeLessThan(1e-4),
  );
  expect(JSON.parse(readFileSync(join(folder().path, 'plan.json'), 'utf8'))).toMatchObject({ chunk: 128 });
  expect(advanced).toEqual([0, 70]);
});
