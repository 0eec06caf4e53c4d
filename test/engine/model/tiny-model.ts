/** Small model and SAE folders with every file of the real ones, filled with seeded values. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import { expectedTensors } from '../../../src/engine/dictionary/weights.ts';
import { familyOf } from '../../../src/engine/model/families/families.ts';
import { openSafetensors } from '../../../src/engine/model/files/safetensors.ts';
import { readTensor } from '../../../src/engine/model/files/tensor-values.ts';
import { type TensorToWrite, writeSafetensors } from '../../../src/engine/model/files/write-safetensors.ts';
import { random } from '../../../src/random.ts';
import { SIX } from '../dictionary/cfg-examples.ts';
import { temporaryFolder } from './raw-safetensors.ts';

export const TINY = {
  model_type: 'gpt2',
  n_layer: 2,
  n_head: 2,
  n_embd: 8,
  n_positions: 16,
  vocab_size: 5,
  activation_function: 'gelu_new',
  bos_token_id: 4,
  eos_token_id: 4,
};

export const TINY_SAE = {
  ...SIX,
  d_in: 8,
  d_sae: 12,
  metadata: { ...SIX.metadata, hook_name: 'blocks.1.hook_resid_pre' },
};

type Tensors = Record<string, TensorToWrite>;
type Change = (tensors: Tensors) => Tensors;

export function seeded(name: string, shape: readonly number[]): TensorToWrite {
  const rng = random(1, name);
  const length = shape.reduce((product, extent) => product * extent, 1);
  return { shape, values: Float32Array.from({ length }, () => 0.1 * rng.normal()) };
}

function renameKeys(tensors: Tensors, rename: (name: string) => string): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [rename(name), tensor]));
}

export const withPrefix: Change = (tensors) =>
  renameKeys(tensors, (name) => (name.startsWith('lm_head') ? name : `transformer.${name}`));

/** Writes a model folder; `change` edits the tensors before they are written. */
export async function writeModel(
  config: Record<string, unknown> = TINY,
  change: Change = (tensors) => tensors,
): Promise<string> {
  const folder = temporaryFolder();
  const tensors: Tensors = {};
  const json = { ...TINY, ...config };
  const family = familyOf(json, 'config.json');
  for (const [name, shape] of family.tensorShapes(family.read(json, 'config.json')))
    tensors[name] = seeded(name, shape);
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...TINY, ...config }));
  writeFileSync(join(folder, 'vocab.json'), JSON.stringify({ a: 0, b: 1, ab: 2, Ġ: 3, '<s>': 4 }));
  writeFileSync(join(folder, 'merges.txt'), '#version: 0.2\na b\n');
  await writeSafetensors(join(folder, 'model.safetensors'), change(tensors), { format: 'pt' });
  return folder;
}

/** Turns a folder's model.safetensors into two parts and their index. */
export async function splitWeights(folder: string): Promise<void> {
  const whole = join(folder, 'model.safetensors');
  const { tensors } = await openSafetensors(whole);
  const parts: Tensors[] = [{}, {}];
  const weightMap: Record<string, string> = {};
  const nameOf = (part: number): string => `model-0000${part + 1}-of-00002.safetensors`;
  for (const [i, [name, entry]] of [...tensors].entries()) {
    parts[i % 2][name] = { shape: entry.shape, values: await readTensor(entry) };
    weightMap[name] = nameOf(i % 2);
  }
  for (const [part, own] of parts.entries()) await writeSafetensors(join(folder, nameOf(part)), own, { format: 'pt' });
  const index = { metadata: { total_size: 0 }, weight_map: weightMap };
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify(index));
  rmSync(whole);
}

export async function writeSae(
  cfg: Record<string, unknown> = TINY_SAE,
  change: Change = (tensors) => tensors,
): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const tensors: Tensors = {};
  for (const { name, shape } of expectedTensors(parseSaeCfg(cfg, { where: 'cfg.json' })))
    tensors[name] = seeded(name, shape);
  writeFileSync(join(folder, 'cfg.json'), JSON.stringify(cfg));
  await writeSafetensors(join(folder, 'sae_weights.safetensors'), change(tensors), {});
  return folder;
}
