/**
 * Every reader of a model's and a dictionary's files under damage: 5,000 inputs each, none of which may do anything but be read or be
 * refused in one message. Seeded, so a failure comes back.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSaeCfg } from '../../src/engine/dictionary/cfg.ts';
import { readLogSparsity } from '../../src/engine/dictionary/log-sparsity.ts';
import { openSae } from '../../src/engine/dictionary/sae-files.ts';
import { familyOf } from '../../src/engine/model/families/families.ts';
import { parseJsonObject } from '../../src/engine/model/files/json-file.ts';
import { readSafetensors } from '../../src/engine/model/files/safetensors.ts';
import { readTensor } from '../../src/engine/model/files/tensor-values.ts';
import { weightFileNames } from '../../src/engine/model/files/weight-files.ts';
import { loadTokenizer } from '../../src/engine/model/tokenizer.ts';
import { random } from '../../src/random.ts';
import { asText, damaged, type Outcomes, otherTypes, tried } from '../mutations.ts';
import { RES_JB, SIX } from './dictionary/cfg-examples.ts';
import { temporaryFolder, writeRaw } from './model/raw-safetensors.ts';
import { TINY, TINY_SAE, writeSae } from './model/tiny-model.ts';

const INPUTS = 5000;
/** On a quiet core; CI's are shared. */
const SECONDS = 20;

/** @param read the reader of the `i`-th input */
async function fuzz(name: string, read: (i: number, rng: ReturnType<typeof random>) => unknown): Promise<void> {
  const rng = random(1, 'fuzz', name);
  const outcomes: Outcomes = { read: 0, refused: 0 };
  for (let i = 0; i < INPUTS; i++) await tried(() => read(i, rng), outcomes, `${name}, input ${i}`);
  expect(outcomes.read + outcomes.refused).toBe(INPUTS);
  // Damage that nothing notices is no test, and neither is damage of which nothing passes.
  expect(outcomes.refused).toBeGreaterThan(INPUTS / 20);
}

const jsonOf = (value: object, rng: ReturnType<typeof random>): Uint8Array => {
  const text = Buffer.from(asText(rng.integer(3) === 0 ? value : otherTypes(value, rng), rng));
  return rng.integer(2) === 0 ? damaged(text, rng) : text;
};

describe('damaged files', { timeout: 4 * SECONDS * 1000 }, () => {
  test('safetensors', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.safetensors');
    const header = {
      a: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
      b: { dtype: 'BF16', shape: [3], data_offsets: [16, 22] },
      __metadata__: { format: 'pt' },
    };
    const whole = readFileSync(writeRaw(path, header, new Uint8Array(22)));
    await fuzz('safetensors', async (i, rng) => {
      if (i % 2 === 0) writeFileSync(path, damaged(whole, rng));
      else writeRaw(path, asText(otherTypes(header, rng), rng), new Uint8Array(22));
      for (const entry of readSafetensors(path).tensors.values()) await readTensor(entry);
    });
  });

  test('config.json', async () => {
    const neox = {
      model_type: 'gpt_neox', num_hidden_layers: 2, hidden_size: 8, num_attention_heads: 2, intermediate_size: 32, vocab_size: 9,
      max_position_embeddings: 16, rotary_pct: 0.25, hidden_act: 'gelu', bos_token_id: 0, eos_token_id: [0], rope_scaling: null,
    }; // biome-ignore format: as short as the other
    await fuzz('config.json', (i, rng) => {
      const json = parseJsonObject(jsonOf(i % 2 === 0 ? TINY : neox, rng), 'config.json', 'a configuration');
      return familyOf(json, 'config.json').read(json, 'config.json');
    });
  });

  test('cfg.json', async () => {
    const topk = { ...SIX, architecture: 'topk', k: 4, normalize_activations: 'layer_norm' };
    const old = { ...RES_JB, activation_fn_str: 'topk', activation_fn_kwargs: { k: 4 } };
    const all = [SIX, RES_JB, topk, old, TINY_SAE];
    await fuzz('cfg.json', (i, rng) =>
      parseSaeCfg(parseJsonObject(jsonOf(all[i % all.length] ?? SIX, rng), 'cfg.json', 'an SAE'), {
        where: 'cfg.json',
      }),
    );
  });

  test('the files of a tokenizer', async () => {
    const vocab = { a: 0, b: 1, ab: 2, Ġ: 3, '<s>': 4 };
    const whole = {
      added_tokens: [{ id: 4, content: '<s>', special: true, lstrip: false }],
      normalizer: null,
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
      post_processor: null,
      decoder: { type: 'ByteLevel' },
      model: { type: 'BPE', vocab, merges: [['a', 'b']], unk_token: null, fuse_unk: false, byte_fallback: false },
    };
    const token = { content: '<s>', lstrip: false };
    const side: Record<string, object> = {
      'tokenizer_config.json': { bos_token: token, added_tokens_decoder: { 5: token, 4: token } },
      'special_tokens_map.json': { bos_token: '<s>', additional_special_tokens: ['<s>', token] },
      'added_tokens.json': { '[u]': 5, '[v]': 6 },
      'generation_config.json': { bos_token_id: 4, eos_token_id: [4] },
    };
    const layouts: Record<string, object>[] = [{ 'vocab.json': vocab }, { 'tokenizer.json': whole }];
    const folders = layouts.map((json) => {
      const folder = temporaryFolder();
      if ('vocab.json' in json) writeFileSync(join(folder, 'merges.txt'), '#version: 0.2\na b\n');
      return { folder, files: { ...json, ...side } };
    });
    for (const { folder, files } of folders)
      for (const [name, json] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(json));
    await fuzz('tokenizer', async (i, rng) => {
      const { folder, files } = folders[i % 2] ?? folders[0]!;
      const names = [...Object.keys(files), ...(i % 2 === 0 ? ['merges.txt'] : [])];
      const name = rng.integer(3) === 0 ? names[0]! : names[rng.integer(names.length)]!;
      const path = join(folder, name);
      const before = readFileSync(path);
      writeFileSync(path, files[name] === undefined ? damaged(before, rng) : jsonOf(files[name], rng));
      try {
        const tokenizer = await loadTokenizer(folder, { vocabSize: 8, bosTokenId: 4, eosTokenId: null });
        tokenizer.decode([...tokenizer.encode('ab ba<s>[u]'), 7]);
        return tokenizer.bosTokenId;
      } finally {
        writeFileSync(path, before);
      }
    });
  });

  test('the index of a model in parts', async () => {
    const folder = temporaryFolder();
    const index = { metadata: { total_size: 3 }, weight_map: { a: 'model-1.safetensors', b: 'model-2.safetensors' } };
    await fuzz('index', (_, rng) => {
      writeFileSync(join(folder, 'model.safetensors.index.json'), jsonOf(index, rng));
      return weightFileNames(folder);
    });
  });

  test('sparsity.safetensors', async () => {
    const sae = await openSae(await writeSae());
    const path = join(sae.folder, 'sparsity.safetensors');
    const header = { sparsity: { dtype: 'F32', shape: [12], data_offsets: [0, 48] } };
    const values = new Uint8Array(Float32Array.from({ length: 12 }, (_, f) => -f).buffer);
    const whole = readFileSync(writeRaw(path, header, values));
    await fuzz('sparsity', async (i, rng) => {
      if (i % 2 === 0) writeFileSync(path, damaged(whole, rng));
      else writeRaw(path, header, damaged(values, rng).slice(0, 48));
      const found = await readLogSparsity(sae);
      expect(found?.every((value) => value <= 1e-6)).toBe(true);
    });
  });

  test('a dictionary’s folder, whichever file is damaged', async () => {
    const folder = await writeSae();
    writeFileSync(
      join(folder, 'cfg.json'),
      JSON.stringify({ ...TINY_SAE, normalize_activations: 'expected_average_only_in' }),
    );
    writeFileSync(join(folder, 'activation_scaler.json'), '{"scaling_factor": 2.5}');
    const names = ['cfg.json', 'sae_weights.safetensors', 'activation_scaler.json'];
    const sound = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
    await fuzz('dictionary', async (i, rng) => {
      const name = names[i % names.length]!;
      writeFileSync(join(folder, name), damaged(sound.get(name)!, rng));
      try {
        return await openSae(folder);
      } finally {
        writeFileSync(join(folder, name), sound.get(name)!);
      }
    });
  });
});
