import { describe, expect, it } from 'vitest';
import { isRows, SITE_NAMES, type Site } from '../../../src/engine/model/site.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { contrastOf, type SiteChange, type WalkOptions, walk } from '../../../src/engine/passes/walk.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';
import { siteAfter } from '../model/parity.ts';

const { prompts, answers, foils, tolerance } = modelOracle;

describe('walk', () => {
  for (const first of [0, 1, 2, 3]) {
    it(`gives PyTorch's logits from the residual before block ${first}, at the last position`, async () => {
      const inputs = await engineInputs();
      const graph = new Graph('rest');
      const model = inputs.architecture(graph);
      const x = graph.input('x', 'float32', ['batch', 'time', model.width]);
      const u = graph.input('u', 'float32', ['batch', model.width]);
      const state = walk(model, x, siteAfter(first), { toEnd: true }).state();
      expect(state.shape).toEqual(['batch', 16]);
      graph.output('logits', ops.matmul(state, model.unembedding(), { transposeB: true }));
      graph.output('m', contrastOf(state, u));
      const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
      for (const [prompt, expected] of modelOracle.models[PLAIN]!.prompts.entries()) {
        const results = await session.run({
          x: { data: Float32Array.from(expected.resid[first]!), dims: [1, prompts[prompt]!.length, 16] },
          u: { data: oracleContrast(inputs, [prompt]), dims: [1, 16] },
        });
        expectWithin(floats(results, 'logits'), expected.logits, tolerance, `prompt ${prompt}`);
        const m = expected.logits[answers[prompt]!]! - expected.logits[foils[prompt]!]!;
        expectWithin(floats(results, 'm'), [m], tolerance, `contrast of prompt ${prompt}`);
      }
      await session.release();
    });
  }
  it('computes one position of the last block and of what follows: no logits of other positions exist', async () => {
    const inputs = await engineInputs();
    const graph = new Graph('rest');
    const model = inputs.architecture(graph);
    walk(model, graph.input('x', 'float32', ['batch', 'time', 16]), siteAfter(2), { toEnd: true });
    const wide = graph.nodes.filter(({ operator, outputs }) => operator === 'Gelu' && outputs[0]!.shape[1] !== 1);
    expect(wide).toEqual([]);
  });
});

/** What a walk through the oracle's first prompt reads at the last of `reads`. @param x where it begins, [1, T, 16] */
async function readAt(from: Site, x: Float32Array, options: WalkOptions & { readonly reads: readonly Site[] }) {
  const inputs = await engineInputs();
  const graph = new Graph('part');
  const model = inputs.architecture(graph);
  const walked = walk(model, graph.input('x', 'float32', ['batch', 'time', 16]), from, options);
  graph.output('value', walked.at(options.reads.at(-1)!));
  const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
  const results = await session.run({ x: { data: x, dims: [1, x.length / 16, 16] } });
  await session.release();
  return floats(results, 'value');
}

describe('changes of a walk', () => {
  const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
  const twice = resid.map((v) => 2 * v);
  const double = (at: Site): SiteChange => ({ at, by: (v) => ops.scale(v, 2) });

  for (const from of [
    { layer: 0, at: 'resid_post' },
    { layer: 1, at: 'resid_pre' },
    { layer: 1, at: 'resid_mid' },
  ] as const) {
    for (const lastOnly of [false, true]) {
      it(`are made at ${from.at}, where it begins, ${lastOnly ? 'at the last position' : 'everywhere'}`, async () => {
        const reads = [{ layer: 1, at: 'resid_post' }] as const;
        const changed = await readAt(from, resid, { reads, lastOnly, changes: [double(from)] });
        expect(changed).toEqual(await readAt(from, twice, { reads, lastOnly }));
        const where = await readAt(from, resid, { reads: [from], changes: [double(from)] });
        expect(where).toEqual(twice);
      });
    }
  }

  it.each([
    [
      { layer: 0, at: 'resid_post' },
      { layer: 1, at: 'resid_pre' },
    ],
    [
      { layer: 0, at: 'mlp_out' },
      { layer: 0, at: 'resid_post' },
    ],
    [
      { layer: 1, at: 'attn_out' },
      { layer: 1, at: 'resid_mid' },
    ],
    [
      { layer: 1, at: 'resid_pre' },
      { layer: 1, at: 'resid_mid' },
    ],
  ] as const)('are refused at %o before %o, where it begins', async (at, from) => {
    const reads = [{ layer: 1, at: 'resid_post' }] as const;
    await expect(readAt(from, resid, { reads, changes: [double(at)] })).rejects.toThrow(/change.*is before/);
  });

  it.each([
    { layer: 1, at: 'mlp_out' },
    { layer: 2, at: 'resid_pre' },
    { layer: 3, at: 'resid_pre' },
  ] as const)('are refused at %o, after all that is read', async (at) => {
    const options = { reads: [{ layer: 1, at: 'resid_mid' }], changes: [double(at)] } as const;
    await expect(readAt({ layer: 1, at: 'resid_pre' }, resid, options)).rejects.toThrow(/change.*nothing/);
    const toEnd = { ...options, toEnd: true };
    const refused = readAt({ layer: 1, at: 'resid_pre' }, resid, toEnd);
    if (at.layer < 3) await expect(refused).resolves.toBeDefined();
    else await expect(refused).rejects.toThrow(/change.*nothing/);
  });
});

describe('readings of a walk', () => {
  const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);

  it.each(SITE_NAMES.slice(0, SITE_NAMES.indexOf('resid_mid')))(
    'are refused at %s of the block in whose middle it begins',
    async (at) => {
      const reads = [{ layer: 1, at }];
      await expect(readAt({ layer: 1, at: 'resid_mid' }, resid, { reads })).rejects.toThrow(/hook_\w+ is before/);
    },
  );

  it.each(['q', 'k', 'v', 'pattern'] as const)(
    'of %s at the last position alone are refused in any block',
    async (at) => {
      for (const layer of [1, 2]) {
        const reads = [
          { layer: 2, at: 'resid_post' },
          { layer, at },
        ] as const;
        const asked = readAt({ layer: 1, at: 'resid_pre' }, resid, { reads, lastOnly: true });
        await expect(asked).rejects.toThrow(/has no rows/);
      }
    },
  );

  it.each(SITE_NAMES)('at %s are the same beside another block’s and alone', async (at) => {
    const from = { layer: 1, at: 'resid_pre' } as const;
    const alone = await readAt(from, resid, { reads: [{ layer: 1, at }] });
    const reads = [
      { layer: 2, at: 'resid_post' },
      { layer: 1, at },
    ] as const;
    expect(await readAt(from, resid, { reads })).toEqual(alone);
    if (!isRows(at)) return;
    const lasts = [[{ layer: 1, at } as const], reads].map((read) =>
      readAt(from, resid, { reads: read, lastOnly: true }),
    );
    for (const last of await Promise.all(lasts)) expectWithin(last, alone.slice(alone.length - last.length), 1e-6, at);
  });
});
