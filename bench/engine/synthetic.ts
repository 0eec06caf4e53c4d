/**
 * A model and an SAE in the shape of GPT-2 small and gpt2-small-res-jb, filled with seeded values, for measuring speed: 12 layers,
 * width 768, vocabulary 50,257, 24,576 features at the input of block 7. The encoder's bias is set so that about 54 features are
 * active at a position, as in the real SAE (its listed L0). The answers of such a model mean nothing; its products take as long.
 * DistilGPT-2, medium, large and XL too, whose values are made one tensor at a time: the largest has 6.4 GB of them.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gpt2 } from '../../src/engine/model/families/gpt2.ts';
import { commonFolder, externalWeights } from '../../src/engine/model/files/external-weights.ts';
import { openSafetensors } from '../../src/engine/model/files/safetensors.ts';
import { type TensorToWrite, writeSafetensors } from '../../src/engine/model/files/write-safetensors.ts';
import { floats, Session } from '../../src/engine/onnx/runtime.ts';
import { headGraph } from '../../src/engine/passes/pass.ts';
import { derive } from '../../src/random.ts';

export const GPT2_SMALL = {
  model_type: 'gpt2',
  n_layer: 12,
  n_head: 12,
  n_embd: 768,
  n_positions: 1024,
  vocab_size: 50_257,
  layer_norm_epsilon: 1e-5,
  activation_function: 'gelu_new',
  bos_token_id: 50_256,
  eos_token_id: 50_256,
};

/** A model's config.json and the SAE that reads it. */
interface SyntheticShape {
  readonly config: typeof GPT2_SMALL;
  /** The SAE reads the input of this block. */
  readonly layer: number;
  readonly features: number;
}

const SMALL: SyntheticShape = { config: GPT2_SMALL, layer: 7, features: 24_576 };
/** The GPT-2 family by name, with an SAE in the middle of the larger ones. */
export const SHAPES: Readonly<Record<string, SyntheticShape>> = {
  distilgpt2: { config: { ...GPT2_SMALL, n_layer: 6 }, layer: 3, features: 4096 },
  'gpt2-small': SMALL,
  'gpt2-medium': { config: { ...GPT2_SMALL, n_layer: 24, n_head: 16, n_embd: 1024 }, layer: 14, features: 4096 },
  'gpt2-large': { config: { ...GPT2_SMALL, n_layer: 36, n_head: 20, n_embd: 1280 }, layer: 20, features: 4096 },
  'gpt2-xl': { config: { ...GPT2_SMALL, n_layer: 48, n_head: 25, n_embd: 1600 }, layer: 28, features: 4096 },
};
const ACTIVE = 54;
const TOKENIZER = fileURLToPath(new URL('../../fixtures/gpt2-bpe/', import.meta.url));

/** Uniform in ±√3·deviation: the same deviation as GPT-2's normals, much faster to draw. Drawn whenever they are read. */
function uniform(name: string, shape: readonly number[], deviation: number, center = 0): TensorToWrite {
  const tensor: TensorToWrite = {
    shape,
    get values() {
      if (drawn?.of !== tensor) drawn = { of: tensor, values: draw(name, shape, deviation, center) };
      return drawn.values;
    },
  };
  return tensor;
}

/** The tensor that was read last. */
let drawn: { readonly of: TensorToWrite; readonly values: Float32Array } | undefined;

function draw(name: string, shape: readonly number[], deviation: number, center: number): Float32Array {
  let state = derive(1, 'bench', name) | 1;
  const length = shape.reduce((product, dim) => product * dim, 1);
  const values = new Float32Array(length);
  const step = (2 * Math.sqrt(3) * deviation) / 2 ** 32;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    values[i] = center + step * state;
  }
  return values;
}

export async function writeSynthetic(
  folder: string,
  { config, layer, features }: SyntheticShape = SMALL,
): Promise<{ model: string; sae: string }> {
  const [model, sae] = [join(folder, 'model'), join(folder, 'sae')];
  for (const path of [model, sae]) mkdirSync(path, { recursive: true });
  for (const file of ['vocab.json', 'merges.txt']) copyFileSync(join(TOKENIZER, file), join(model, file));
  writeFileSync(join(model, 'config.json'), JSON.stringify(config));
  const tensors: Record<string, TensorToWrite> = {};
  for (const [name, shape] of gpt2.tensorShapes(gpt2.read(config, 'config.json'))) {
    const gain = /ln_.\.weight$/.test(name);
    tensors[name] = uniform(name, shape, name === 'wte.weight' ? 0.1 : 0.02, gain ? 1 : 0);
  }
  // As in the published files: masks that hold no parameters.
  const ones = new Float32Array(config.n_positions ** 2).fill(1);
  for (let block = 0; block < config.n_layer; block++)
    tensors[`h.${block}.attn.bias`] = { shape: [1, 1, config.n_positions, config.n_positions], values: ones };
  await writeSafetensors(join(model, 'model.safetensors'), tensors, { format: 'pt' });

  const [D, F] = [config.n_embd, features];
  const encoder = uniform('W_enc', [D, F], 1 / Math.sqrt(D));
  const bias = -(await quantile(model, { config, layer, features }, encoder.values));
  writeFileSync(
    join(sae, 'cfg.json'),
    JSON.stringify({
      model_name: 'gpt2-small',
      hook_point: `blocks.${layer}.hook_resid_pre`,
      hook_point_layer: layer,
      hook_point_head_index: null,
      context_size: 128,
      d_in: D,
      d_sae: F,
      dtype: 'torch.float32',
      prepend_bos: true,
    }),
  );
  const weights = {
    W_enc: encoder,
    W_dec: uniform('W_dec', [F, D], 1 / Math.sqrt(D)),
    b_enc: { shape: [F], values: new Float32Array(F).fill(bias) },
    b_dec: uniform('b_dec', [D], 0.02),
  };
  await writeSafetensors(join(sae, 'sae_weights.safetensors'), weights, {});
  return { model, sae };
}

/** The pre-activation that ACTIVE of the features exceed, over some positions and features of the synthetic model itself. */
async function quantile(folder: string, shape: SyntheticShape, encoder: Float32Array): Promise<number> {
  const stored = await openSafetensors(join(folder, 'model.safetensors'));
  const tensors = new Map([...stored.tensors].filter(([name]) => !gpt2.buffers.test(name)));
  const external = commonFolder([...tensors.values()].map(({ file }) => file));
  const config = gpt2.read(shape.config, 'config.json');
  const graph = headGraph((g) => gpt2.build(config, externalWeights(g, tensors, external)), {
    layer: shape.layer,
    at: 'resid_pre',
  });
  const session = await Session.create(graph, { folder: external, prepack: false });
  const ids = Int32Array.from({ length: 48 }, (_, i) => (i % 12 === 0 ? 50_256 : (i * 7919) % 50_000));
  const resid = floats(await session.run({ tokens: { data: ids, dims: [4, 12] } }), 'resid');
  await session.release();
  const D = config.dModel;
  const seen: number[] = [];
  for (let row = 0; row < 48; row++) {
    const x = resid.subarray(row * D, (row + 1) * D);
    const mean = x.reduce((sum, value) => sum + value, 0) / D;
    for (let feature = 0; feature < shape.features; feature += 16) {
      let h = 0;
      for (let d = 0; d < D; d++) h += (x[d]! - mean) * encoder[d * shape.features + feature]!;
      seen.push(h);
    }
  }
  seen.sort((a, b) => b - a);
  return seen[Math.round((seen.length * ACTIVE) / shape.features)]!;
}
