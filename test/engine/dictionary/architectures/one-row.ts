/** A dictionary's code of one value through a few features, weights given: x W_enc with W_enc a row of factors. */
import type { DictionaryArchitecture } from '../../../../src/engine/dictionary/architectures/architecture.ts';
import { parseSaeCfg } from '../../../../src/engine/dictionary/cfg.ts';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';

export async function codeOf(
  architecture: DictionaryArchitecture,
  x: number,
  factors: readonly number[],
  perFeature: Readonly<Record<string, readonly number[]>>,
  options: Readonly<Record<string, unknown>> = {},
): Promise<number[]> {
  const cfg = {
    architecture: architecture.name,
    d_in: 1,
    d_sae: factors.length,
    dtype: 'float32',
    metadata: { hook_name: 'blocks.0.hook_resid_pre', sae_lens_version: '6.0.0' },
    ...options,
  };
  const graph = new Graph('code');
  const F = factors.length;
  const weights = (name: string) => {
    if (name === 'W_enc') return graph.constant('float32', [1, F], factors);
    if (name === 'W_dec') return graph.constant('float32', [F, 1], factors.map((_, f) => f + 1)); // biome-ignore format: one line
    return graph.constant('float32', [F], perFeature[name] ?? new Array<number>(F).fill(0));
  };
  const input = graph.input('x', 'float32', ['rows', 1]);
  graph.output('code', architecture.activate(parseSaeCfg(cfg, { where: 'cfg.json' }), weights, input));
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({ x: { data: Float32Array.of(x), dims: [1, 1] } });
  await session.release();
  return Array.from(floats(results, 'code'));
}
