import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { readDecoder, takeDecoderRows } from '../../../src/engine/dictionary/whole-decoder.ts';
import { writeSafetensors } from '../../../src/engine/model/files/write-safetensors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-decoder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ROWS = [3, 4, 0, 0, 0, 2]; // norms 5, 0, 2

async function write(extra: object, tensors: object = {}): Promise<void> {
  const zeros = (...shape: number[]) => ({ shape, values: new Float32Array(shape.reduce((a, b) => a * b, 1)) });
  await writeSafetensors(
    join(folder, 'sae_weights.safetensors'),
    { W_enc: zeros(2, 3), b_enc: zeros(3), b_dec: zeros(2), W_dec: { shape: [3, 2], values: Float32Array.from(ROWS) }, ...tensors }, // biome-ignore format: one line
    {},
  );
  const metadata = { hook_name: 'blocks.1.hook_resid_pre', model_name: 'm', prepend_bos: true, sae_lens_version: '6.10.0' }; // biome-ignore format: one line
  const base = { architecture: 'standard', d_in: 2, d_sae: 3, dtype: 'float32', apply_b_dec_to_input: true, normalize_activations: 'none', reshape_activations: 'none', metadata }; // biome-ignore format: one line
  writeFileSync(join(folder, 'cfg.json'), JSON.stringify({ ...base, ...extra }));
}

it('reads rows and norms', async () => {
  await write({});
  const decoder = await readDecoder(await openSae(folder));
  expect([...decoder.rows]).toEqual(ROWS);
  expect([...decoder.norms]).toEqual([5, 0, 2]);
  expect([...takeDecoderRows(decoder, [2, 0])]).toEqual([0, 2, 3, 4]);
});

it('divides by the norm where the architecture does, and leaves a row of zeros alone', async () => {
  await write({ architecture: 'topk', k: 1, rescale_acts_by_decoder_norm: true });
  const decoder = await readDecoder(await openSae(folder));
  expect([...decoder.rows].map((x) => Math.round(1e6 * x) / 1e6)).toEqual([0.6, 0.8, 0, 0, 0, 1]);
  expect([...decoder.norms]).toEqual([1, 0, 1]);
});
