import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import { decoderRows, readDecoder, takeDecoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { openSae, type SaeFiles } from '../../../src/engine/dictionary/sae-files.ts';
import { openSafetensors } from '../../../src/engine/model/files/safetensors.ts';
import { writeSafetensors } from '../../../src/engine/model/files/write-safetensors.ts';

it('is the decoder row in the residual scale: finetuning factor, decoder norm and input scale applied', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'cofire-')), 'sae.safetensors');
  await writeSafetensors(
    path,
    {
      W_dec: { shape: [3, 2], values: Float32Array.of(1, 0, 3, 4, 0, 2) },
      factor: { shape: [3], values: Float32Array.of(1, 2, 3) },
    },
    {},
  );
  const { tensors } = await openSafetensors(path);
  const cfg = {
    architecture: 'standard',
    d_in: 2,
    d_sae: 3,
    dtype: 'float32',
    metadata: { hook_name: 'blocks.0.hook_resid_pre', sae_lens_version: '6.0.0' },
  };
  const config = parseSaeCfg(cfg, { where: 'cfg.json' });
  const sae: SaeFiles = { folder: '', config, tensors, scalingFactor: null, configFile: '', weightsFile: path };
  const row = async (own: SaeFiles, feature: number) => Array.from((await decoderRows(own, [feature])).get(feature)!);

  expect(await row(sae, 1)).toEqual([3, 4]);
  expect(await row({ ...sae, config: { ...config, rescaleActsByDecoderNorm: true } }, 1)).toEqual(
    [3 / 5, 4 / 5].map(Math.fround),
  );
  expect(await row({ ...sae, config: { ...config, inputScale: 2 } }, 2)).toEqual([0, 1]);
  const tuned = { ...sae, config: { ...config, finetuningScalingFactor: true }, scalingFactor: tensors.get('factor')! };
  expect(await row(tuned, 1)).toEqual([6, 8]);
  expect([...(await decoderRows(sae, [2, 0, 2])).keys()]).toEqual([2, 0]);
});

describe('readDecoder', () => {
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
});
