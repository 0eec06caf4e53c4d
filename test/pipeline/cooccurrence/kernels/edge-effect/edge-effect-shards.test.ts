import { describe, expect, it } from 'vitest';
import {
  cellMaterial,
  openEdgeEffects,
} from '../../../../../pipeline/cooccurrence/kernels/edge-effect/edge-effect-shards.ts';
import {
  ablationMaterial,
  readAblation,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/ablation-shards.ts';
import type { RunPrompt } from '../../../../../pipeline/cooccurrence/kernels/steering/steered-prompts.ts';
import { concatenated } from '../../../../../src/concatenated.ts';
import { decoderRows } from '../../../../../src/engine/dictionary/decoder-rows.ts';
import { openGradient } from '../../../../../src/methods/attribution/contrast-gradient.ts';
import { decodeShard, encodeShard } from '../../../../../src/run/shard-file.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineInputs, modelOracle, PLAIN, wordOf } from '../../../../engine.ts';

const IDS = [0, 1];
const task = IDS.map((id): RunPrompt => {
  const tokens = modelOracle.prompts[id]!;
  const [answer, foil] = [modelOracle.answers[id]!, modelOracle.foils[id]!];
  return {
    ...{ prompt_id: id, answer: wordOf(answer), answer_token: answer, foil: wordOf(foil), foil_token: foil },
    ...{ accepted_tokens: [answer], n_tokens: tokens.length, answer_rank: 0, tokens },
  };
});
const resids = IDS.map((id) => Float32Array.from(modelOracle.models[PLAIN]!.prompts[id]!.resid[1]!.flat()));
const FEATURES = [3, 5, 6, 7];
/** Places 0 and 1 fire in prompt 0 alone; 2 and 3 are looked at. */
const CODES = { prompt: Int32Array.of(0, 0), position: Int32Array.of(1, 1), feature: Int32Array.of(0, 1), code: Float32Array.of(2, 3) }; // biome-ignore format: one line
/** Of place 2 two positions of prompt 0; of place 3 one of each prompt. */
const CELLS = { place: Int32Array.of(2, 2, 3, 3), prompt: Int32Array.of(0, 0, 0, 1), position: Int32Array.of(1, 2, 2, 1), code: Float32Array.of(1, 2, 0.5, 4) }; // biome-ignore format: one line
const target = (...members: number[]) => ({ feature: FEATURES[members[0]!]!, members, edge: true, r: 0.9 });

describe('a source’s shard', async () => {
  const subject = await engineInputs();
  const width = subject.model.config.dModel;
  const lengths = task.map((row) => row.n_tokens);
  const attributed = openShards(temporaryFolder(), 'attribute', 'h', { batches: [{ rows: IDS, lengths }] });
  const list = (data: Int32Array | Float32Array) => ({ data, dims: [data.length] });
  const none = { row: list(new Int32Array()), position: list(new Int32Array()), feature: list(new Int32Array()), activation: list(new Float32Array()) }; // biome-ignore format: one line
  const resid = concatenated(Float32Array, resids);
  attributed.write(0, { resid: { data: resid, dims: [resid.length / width, width] }, ...none });
  const words = IDS.map(() => ({ template: 't' }));
  const base = await ablationMaterial({ task, words, attributed, subject }, CODES);
  const engine = { subject, threads: 1, memoryBytes: 2 ** 30, left: [0] };
  const rows = await decoderRows(subject.sae, FEATURES);

  /** Gradients of both prompts, as they are and without some places, times the position's own unit. */
  async function gradients(members: readonly number[]): Promise<Float32Array[]> {
    const { steered, ablation } = await readAblation(base, subject, FEATURES, 1);
    const runner = await openGradient(subject, 1, 1);
    const found: Float32Array[] = [];
    for (const prompt of IDS) {
      const changed = new Float32Array(resids[prompt]!.length);
      ablation.drop(members)(prompt, changed);
      const g = await runner.at([lengths[prompt]!], changed, steered.contrasts.subarray(prompt * width, (prompt + 1) * width)); // biome-ignore format: one line
      found.push(g.map((value, i) => value * (steered.prompts[prompt]!.scales?.[Math.floor(i / width)] ?? 1)));
    }
    await runner.release();
    return found;
  }
  const along = (g: Float32Array, place: number, position: number): number =>
    rows.get(FEATURES[place]!)!.reduce((sum, value, d) => sum + value * g[position * width + d]!, 0);

  async function shardOf(members: readonly number[], targets: ReturnType<typeof target>[]) {
    const material = { ...base, ...cellMaterial(CELLS, concatenated(Float32Array, await gradients([]))) };
    const plan = { features: FEATURES, sources: [{ source: 3, members, targets }], skip: 1, most: 100 };
    const maker = await openEdgeEffects(plan, decodeShard(encodeShard(material), 'x'), engine);
    const shard = decodeShard(encodeShard(await maker.make(0)), 'x');
    await maker.release();
    return { target: [...shard.target!.data], prompt: [...shard.prompt!.data], before: shard.before!.data, change: shard.change!.data }; // biome-ignore format: one line
  }

  it('has the change of f·(d·g) of every target and prompt, of a set of features taken out together', async () => {
    const [was, without] = [await gradients([]), await gradients([0, 1])];
    const found = await shardOf([0, 1], [target(2), target(3)]);
    expect([found.target, found.prompt]).toEqual([[0, 1, 1], [0, 0, 1]]); // biome-ignore format: one line
    const value = (g: Float32Array[]): number[] => [
      along(g[0]!, 2, 1) + 2 * along(g[0]!, 2, 2),
      0.5 * along(g[0]!, 3, 2),
      4 * along(g[1]!, 3, 1),
    ];
    const [before, after] = [value(was), value(without)];
    before.forEach((own, k) => {
      expect(found.before[k]).toBeCloseTo(own, 6);
      expect(found.change[k]).toBeCloseTo(after[k]! - own, 6);
    });
    expect(Math.abs(found.change[0]!)).toBeGreaterThan(1e-4);
    const alone = await shardOf([0], [target(2)]);
    expect(alone.change[0]).not.toBeCloseTo(found.change[0]!, 5);
  });

  it('adds up the values of a target that stands for several features', async () => {
    const apart = await shardOf([0], [target(2), target(3)]);
    const { target: of, prompt, change } = await shardOf([0], [target(2, 3)]);
    expect([of, prompt]).toEqual([[0, 0], [0, 1]]); // biome-ignore format: one line
    expect(change[0]).toBeCloseTo(apart.change[0]! + apart.change[1]!, 12);
    expect(change[1]).toBeCloseTo(apart.change[2]!, 12);
  });

  it('has no change at all, to the bit, where taking the source out leaves the prompts as they are', async () => {
    const { before, change } = await shardOf([2], [target(3)]);
    expect([...change]).toEqual([0, 0]);
    expect(Math.abs(before[0]!)).toBeGreaterThan(0);
  });
});
