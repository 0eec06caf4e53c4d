import { beforeAll, describe, expect, it } from 'vitest';
import {
  chooseNeurons,
  type NeuronInputs,
  readNeurons,
} from '../../../../../pipeline/cooccurrence/kernels/baselines/neurons.ts';
import { neuronRows, openNeurons } from '../../../../../src/engine/passes/neurons.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineInputs, modelOracle } from '../../../../engine.ts';

const IDS = [0, 1, 2];
const task = IDS.map((id) => ({ prompt_id: id, tokens: modelOracle.prompts[id]! }));
/** Batches hold prompts in another order. */
const ROWS = [[2, 0], [1]]; // biome-ignore format: one line
const HELD_OUT = [false, true, false];

async function inputsAt(hook: string): Promise<NeuronInputs> {
  const subject = await engineInputs({ hook });
  const { dModel } = subject.model.config;
  const batches = ROWS.map((rows) => ({ rows, lengths: rows.map((id) => task[id].tokens.length) }));
  const attributed = openShards(temporaryFolder(), 'attribute', 'h', { batches });
  batches.forEach(({ rows, lengths }, index) => {
    const gradient = rows.flatMap((id, b) => Array.from({ length: lengths[b] * dModel }, (_, k) => Math.sin(k + id)));
    attributed.write(index, {
      gradient: { data: Float32Array.from(gradient), dims: [gradient.length / dModel, dModel] },
    });
  });
  return { task, attributed, subject };
}

describe('neurons of the feed-forward before the hook', () => {
  let inputs: NeuronInputs;
  /** |f (w·g)| of each neuron on prompt `id` by position, from rows and values read one by one. */
  let byHand: (id: number) => Promise<number[][]>;
  beforeAll(async () => {
    inputs = await inputsAt('blocks.2.hook_resid_pre');
    const { dInner, dModel } = inputs.subject.model.config;
    const all = Array.from({ length: dInner }, (_, i) => i);
    const rows = await neuronRows(inputs.subject, 1, all);
    byHand = async (id) => {
      const tokens = task.map((row) => Int32Array.from(row.tokens));
      const reader = await openNeurons(inputs.subject, tokens, 1, 1);
      const f = await reader.read({ rows: [id] });
      await reader.release();
      return Array.from(tokens[id], (_, t) =>
        all.map(
          (i) => f[t * dInner + i] * rows.get(i)!.reduce((sum, w, d) => sum + w * Math.sin(t * dModel + d + id), 0),
        ),
      );
    };
  });

  it('are those of largest |attribution| on the prompts that find, without what is left out', async () => {
    const found = await chooseNeurons(inputs, { count: 5, heldOut: HELD_OUT, skip: 1, threads: 1 });
    const own = [...(await byHand(0)).slice(1), ...(await byHand(2)).slice(1)];
    const sums = own[0].map((_, i) => own.reduce((sum, row) => sum + Math.abs(row[i]), 0));
    const falling = sums.map((_, i) => i).sort((a, b) => sums[b] - sums[a]);
    expect(found).toEqual({ layer: 1, neurons: falling.slice(0, 5).sort((a, b) => a - b) });
  });

  it('are all of them where fewer are there', async () => {
    const { dInner } = inputs.subject.model.config;
    const found = await chooseNeurons(inputs, { count: 10_000, heldOut: HELD_OUT, skip: 0, threads: 1 });
    expect(found).toMatchObject({ neurons: Array.from({ length: dInner }, (_, i) => i) });
  });

  it('have values by prompt, whatever batch it is in', async () => {
    const { codes, attributions, rows } = await readNeurons(inputs, { layer: 1, neurons: [1, 4] }, 1);
    expect([...rows.keys()]).toEqual([1, 4]);
    for (const id of IDS) {
      const wanted = (await byHand(id)).flatMap((own) => [own[1], own[4]]);
      expect(attributions[id]).toHaveLength(2 * task[id].tokens.length);
      wanted.forEach((value, k) => {
        expect(attributions[id][k]).toBeCloseTo(value, 5);
      });
      expect(codes[id]).toHaveLength(wanted.length);
    }
  });
});

it('there are none before the first feed-forward, and none to choose beside no feature', async () => {
  const asked = { count: 5, heldOut: HELD_OUT, skip: 0, threads: 1 };
  expect(await chooseNeurons(await inputsAt('blocks.0.hook_resid_pre'), asked)).toContain(
    'no feed-forward has written',
  );
  const beside = await inputsAt('blocks.2.hook_resid_pre');
  expect(await chooseNeurons(beside, { ...asked, count: 0 })).toContain('no feature stands beside them');
});
