import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseSaeCfg } from '../../../src/engine/dictionary/cfg.ts';
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import type { SaeFiles } from '../../../src/engine/dictionary/sae-files.ts';
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
