import { expect, it } from 'vitest';
import { planPushes } from '../../../../../pipeline/cooccurrence/kernels/steering/plan-pushes.ts';
import { decoderRows } from '../../../../../src/engine/dictionary/decoder-rows.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { engineStudy } from '../../../../engine.ts';

const codes = {
  prompt_id: Int32Array.of(0, 0, 0, 1),
  position: Int32Array.of(1, 1, 1, 2),
  feature_id: Int32Array.of(2, 4, 5, 5),
  activation: Float32Array.of(1, 2, 3, 7),
  attribution: Float32Array.of(1, 1, 1, 1),
};
const found = {
  task: [{ n_tokens: 3 }, { n_tokens: 3 }],
  clustered: [{ feature_id: 2, cluster: 1 }, { feature_id: 4, cluster: 2 }], // biome-ignore format: one line
  selected: [{ feature_id: 2 }, { feature_id: 4 }],
  ...{ groups: [], metrics: [], codes },
};
const alone = [{ feature_id: 2, node: 2 }, { feature_id: 4, node: 4 }]; // biome-ignore format: one line
const merged = [{ feature_id: 2, node: 2 }, { feature_id: 5, node: 2 }, { feature_id: 4, node: 4 }]; // biome-ignore format: one line

it('plans nodes, and pushes every feature of them in its own units', async () => {
  const study = await engineStudy();
  const subject = await openSubject(study);
  const settings = {
    seed: 1,
    steering: { ...study.steering, arms: ['carriers' as const], experiments: [], pool_pairs: 0 },
  };
  const resid = { resid: new Float32Array(3 * subject.model.config.dModel), codes: new Map() };
  const of = async (nodes: typeof alone) =>
    await planPushes(settings, { ...found, nodes, subject }, [resid, resid], 'exclude');
  const [plain, plan] = [await of(alone), await of(merged)];
  expect(plain.pushed).toBe(plain.sets);
  const single = plan.sets.findIndex(({ arm, featureIds }) => arm === 'single' && featureIds[0] === 2);
  expect([plan.sets[single].featureIds, plan.pushed[single].featureIds]).toEqual([[2], [2, 5]]);
  const rows = await decoderRows(subject.sae, [2, 5]);
  const sum = Array.from(rows.get(2) ?? [], (x, d) => x + (rows.get(5)?.[d] ?? 0));
  expect(plan.norms[single]).toBeCloseTo(Math.hypot(...sum), 5);
  // The node has the attribution of both and comes first; by itself feature 5 would be a carrier of its own.
  const carriersOf = ({ sets }: typeof plan) =>
    sets.flatMap(({ arm, featureIds }) => (arm === 'carriers' ? featureIds : []));
  expect([carriersOf(plain), carriersOf(plan)]).toEqual([[5, 2, 4], [2, 4]]); // biome-ignore format: one line
  expect(plan.scales.map(([id, { max }]) => [id, max])).toEqual([[2, 1], [5, 7], [4, 2]]); // biome-ignore format: one line
  // Other directions: one a node, at the norm of each of its features.
  const other = plan.pushed.find(({ arm, featureIds }) => arm === 'carriers-direction' && featureIds.length === 2);
  expect(other?.places).toEqual([0, 0]);
  const [first, second] = [rows.get(2) ?? [], rows.get(5) ?? []].map((row) => Math.hypot(...row));
  expect(plan.norms[other?.setId ?? -1]).toBeCloseTo(first + second, 4);
});

it('of one steered prompt leaves out arms whose directions lie between prompts, and says so', async () => {
  const study = await engineStudy();
  const subject = await openSubject(study);
  const arms = ['random-direction', 'random-covariance', 'prompt-difference'] as const;
  const settings = { seed: 1, steering: { ...study.steering, arms: [...arms], set_sizes: [2], experiments: [], pool_pairs: 0 } }; // biome-ignore format: one line
  const resid = new Float32Array(3 * subject.model.config.dModel).map((_, i) => Math.sin(i));
  const prompt = { resid, codes: new Map() };
  const other = { resid: resid.map((value) => value * value), codes: new Map() };
  const of = (prompts: (typeof prompt)[]) =>
    planPushes(settings, { ...found, nodes: alone, subject }, prompts, 'exclude');
  const [one, two] = [await of([prompt]), await of([prompt, other])];
  const armsOf = ({ sets }: typeof one) => new Set(sets.map(({ arm }) => arm));
  for (const arm of arms) {
    expect(armsOf(two)).toContain(arm);
    expect(armsOf(one).has(arm), arm).toBe(arm === 'random-direction');
  }
  const note =
    'random-covariance and prompt-difference: left out, because directions between prompts need two, and 1 is steered';
  expect([one.notes.includes(note), two.notes.includes(note)]).toEqual([true, false]);
});
