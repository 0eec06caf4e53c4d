/** The tensors of a GPT-2 checkpoint with their shapes, in Hugging Face's names without the `transformer.` prefix. */
import type { ModelConfig } from './config.ts';

export function gpt2TensorShapes(config: ModelConfig): ReadonlyMap<string, readonly number[]> {
  const { nLayers, dModel, dInner, nPositions, vocabSize } = config;
  const shapes = new Map<string, readonly number[]>([
    ['wte.weight', [vocabSize, dModel]],
    ['wpe.weight', [nPositions, dModel]],
    ['ln_f.weight', [dModel]],
    ['ln_f.bias', [dModel]],
  ]);
  // Projections are stored [in, out].
  const projection = (name: string, from: number, to: number): void => {
    shapes.set(`${name}.weight`, [from, to]);
    shapes.set(`${name}.bias`, [to]);
  };
  for (let layer = 0; layer < nLayers; layer++) {
    const h = `h.${layer}`;
    for (const norm of ['ln_1', 'ln_2']) {
      shapes.set(`${h}.${norm}.weight`, [dModel]);
      shapes.set(`${h}.${norm}.bias`, [dModel]);
    }
    projection(`${h}.attn.c_attn`, dModel, 3 * dModel);
    projection(`${h}.attn.c_proj`, dModel, dModel);
    projection(`${h}.mlp.c_fc`, dModel, dInner);
    projection(`${h}.mlp.c_proj`, dInner, dModel);
  }
  if (!config.tied) shapes.set('lm_head.weight', [vocabSize, dModel]);
  return shapes;
}

/** Buffers of old checkpoints: the causal mask and the number put where it hides. They hold no parameters. */
export function isMaskBuffer(name: string): boolean {
  return /^h\.\d+\.attn\.(bias|masked_bias)$/.test(name);
}
