import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isForeignCfg } from '../../../src/engine/dictionary/other-layouts.ts';
import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { StudyError } from '../../../src/errors.ts';
import { temporaryFolder, writeRaw } from '../model/raw-safetensors.ts';

/** A folder of these files: texts, or names of tensors for a safetensors file. */
function folderOf(files: Readonly<Record<string, string | readonly string[]>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'string') writeFileSync(path, content);
    else
      writeRaw(
        path,
        Object.fromEntries(content.map((tensor) => [tensor, { dtype: 'F32', shape: [0], data_offsets: [0, 0] }])),
      );
  }
  return folder;
}

const SPARSIFY = { activation: 'topk', num_latents: 64, k: 32, d_in: 32, normalize_decoder: true };

describe('a dictionary of another library is named, with how it becomes one of SAELens', () => {
  test.each<[string, Record<string, string | string[]>, RegExp]>([
    ['sparsify', { 'cfg.json': JSON.stringify(SPARSIFY), 'sae.safetensors': ['encoder.weight', 'W_dec'] }, /sparsify \(EleutherAI\).*W_enc = encoder\.weight\.T/],
    ['sparsify by its tensors', { 'weights.safetensors': ['encoder.weight', 'encoder.bias', 'W_dec', 'b_dec'] }, /sparsify/],
    ['sparsify under SAELens names', { 'cfg.json': JSON.stringify(SPARSIFY), 'sae_weights.safetensors': ['W_enc'] }, /sparsify/],
    ['dictionary_learning', { 'config.json': '{"trainer": {"dict_class": "BatchTopKSAE"}}', 'ae.pt': '\u0080' }, /dictionary_learning.*decoder\.weight\.T/],
    ['dictionary_learning without its config', { 'ae.pt': '\u0080' }, /dictionary_learning/],
    ['Gemma Scope', { 'params.npz': 'PK' }, /Gemma Scope \(/],
    ['Gemma Scope 2', { 'config.json': '{}', 'params.safetensors': ['w_enc', 'w_dec'] }, /Gemma Scope 2/],
    ['circuit-tracer', { 'config.yaml': '', 'layer_0.safetensors': ['W_enc'], 'layer_1.safetensors': ['W_enc'] }, /circuit-tracer \(transcoders\)/],
    ['circuit-tracer with wandb', { 'wanb-config.yaml': '' }, /circuit-tracer \(transcoders\)/],
    ['cross-layer transcoders', { 'W_enc_0.safetensors': ['W_enc_0'], 'W_dec_0.safetensors': ['W_dec_0'] }, /cross-layer transcoders/],
    ['OpenMOSS', { 'hyperparams.json': '{"hook_point_in": "blocks.1.hook_resid_post"}', 'checkpoints/final.safetensors': ['encoder.weight'] }, /OpenMOSS/],
    ['OpenMOSS by its config', { 'config.json': '{"sae_type": "sae"}', 'sae_weights.safetensors': ['encoder.weight', 'decoder.weight'] }, /OpenMOSS/],
    ['Qwen-Scope', { 'layer0.sae.pt': 'x', 'layer1.sae.pt': 'x' }, /Qwen-Scope/],
    ['OpenAI', { 'w.safetensors': ['pre_bias', 'latent_bias', 'encoder.weight'] }, /OpenAI sparse_autoencoder/],
    ['a pickle', { '7.pt': 'x', '7_cfg.json': '{}' }, /that saves pickles/],
    ['NumPy', { 'W.npy': 'x' }, /NumPy arrays/],
    ['damaged files beside it', { 'config.json': '{', 'x.safetensors': 'nothing', 'ae.pt': 'x' }, /dictionary_learning/],
  ])('%s', async (_, files, message) => {
    const opening = openSae(folderOf(files));
    await expect(opening).rejects.toBeInstanceOf(StudyError);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toThrow(/expected an SAE in SAELens's layout.*Convert it in Python/);
  }); // biome-ignore format: a table
});

test('the path of a release names the folders below that hold an SAE, in order', async () => {
  const names = Array.from({ length: 14 }, (_, layer) => `blocks.${layer}.hook_resid_pre`);
  const release = folderOf(Object.fromEntries(names.map((name) => [`${name}/cfg.json`, '{}'])));
  await expect(openSae(release)).rejects.toThrow(
    /14 SAEs in folders below: "blocks\.0\.hook_resid_pre", "blocks\.1\..*"blocks\.2\..*and 2 more, expected .*path: .*blocks\.0\.hook_resid_pre/,
  );
  const deep = folderOf({ 'a/b/c/cfg.json': '{}', 'a/b/c/d/e/cfg.json': '{}' });
  await expect(openSae(deep)).rejects.toThrow(/an SAE in folders below: "a\/b\/c"/);
});

test('a folder of something else says what it has', async () => {
  await expect(openSae(folderOf({ 'notes.txt': '' }))).rejects.toThrow(
    /cfg\.json: no such file \(the folder has "notes\.txt"\)/,
  );
  await expect(openSae(temporaryFolder())).rejects.toThrow(/the folder has nothing/);
  expect([isForeignCfg(SPARSIFY), isForeignCfg({ d_in: 3, d_sae: 4 })]).toEqual([true, false]);
});
