/** A study of a GPT-NeoX model from attribution to steering: the second architecture through every stage that runs a model. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { random } from '../../src/random.ts';
import { cofire } from '../bin/capture.ts';
import { temporaryFolder } from '../engine/model/raw-safetensors.ts';
import { TINY_SAE, writeModel, writeSae } from '../engine/model/tiny-model.ts';

const [WIDTH, FEATURES, PROMPTS] = [16, 48, 20];
const bpe = 'fixtures/sports-model';
const { vocab_size, bos_token_id } = JSON.parse(readFileSync(join(bpe, 'config.json'), 'utf8'));

const NEOX = {
  architectures: ['GPTNeoXForCausalLM'],
  model_type: 'gpt_neox',
  num_hidden_layers: 3,
  num_attention_heads: 2,
  hidden_size: WIDTH,
  intermediate_size: 32,
  max_position_embeddings: 64,
  vocab_size,
  bos_token_id,
  rotary_pct: 0.25,
};

let study: string;
beforeAll(async () => {
  const model = await writeModel(NEOX, (tensors) =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, values }]) => {
        const isGain = /norm\.weight$/.test(name);
        const spelling = name.startsWith('embed_out') ? name : `gpt_neox.${name}`;
        return [spelling, { shape, values: isGain ? values.map((value) => 1 + value) : values, dtype: 'F16' as const }];
      }),
    ),
  );
  for (const name of ['vocab.json', 'merges.txt']) copyFileSync(join(bpe, name), join(model, name));
  const metadata = { ...TINY_SAE.metadata, hook_name: 'blocks.1.hook_resid_pre' };
  const rng = random(1, 'neox-study');
  const decoder = Float32Array.from({ length: FEATURES * WIDTH }, () => rng.normal() / Math.sqrt(WIDTH));
  const encoder = decoder.map((_, i) => 4 * decoder[(i % FEATURES) * WIDTH + Math.floor(i / FEATURES)]);
  const sae = await writeSae({ ...TINY_SAE, d_in: WIDTH, d_sae: FEATURES, metadata }, (tensors) => ({
    ...tensors,
    W_dec: { shape: [FEATURES, WIDTH], values: decoder },
    W_enc: { shape: [WIDTH, FEATURES], values: encoder },
  }));
  const folder = temporaryFolder();
  const lines = readFileSync('studies/tasks/sports.csv', 'utf8').split(/\r?\n/);
  writeFileSync(join(folder, 'task.csv'), `${lines.slice(0, PROMPTS + 1).join('\n')}\n`);
  study = join(folder, 'neox.yaml');
  writeFileSync(
    study,
    `name: neox
preset: seed-exact
model: { path: ${model} }
sae: { path: ${sae}, prepend_bos: true }
task: { file: task.csv }
network: { threshold: 0.3 }
cluster: { min_size: 3 }
stability: { seeds: 2, subsamples: 2, case_drops: 1 }
attribution_check: { prompts: 2, cells: 20 }
steering: { single_factors: [10], factors: [1], set_sizes: [1, 2], sets_per_cell: 2 }
interaction: { pairs: 6, controls: 1 }
`,
  );
});

async function query<Row>(out: string, text: string): Promise<Row[]> {
  return JSON.parse((await cofire('sql', out, text, '--format', 'json')).out);
}

it('runs to the end of its steering, with the residual it started from at dose 0', async () => {
  expect(await cofire('check', study)).toMatchObject({ status: 0 });
  const out = temporaryFolder();
  expect(await cofire('run', study, '--out', out, '--to', 'interaction', '--quiet')).toMatchObject({
    status: 0,
    err: '',
  });
  const identities = await query<{ passed: boolean }>(out, 'SELECT passed FROM identity');
  expect(identities.length).toBeGreaterThan(0);
  expect(identities.every(({ passed }) => passed)).toBe(true);
  const [steered] = await query<{ n: number; kl: number }>(out, 'SELECT count(*) AS n, min(kl) AS kl FROM steering');
  expect(steered.n).toBeGreaterThan(0);
  expect(steered.kl).toBeGreaterThan(-1e-5);
}, 120_000);

it('prompts begin with the BOS where the study says so, and only then', async () => {
  const first = async (setting: string): Promise<{ id: number; n: number }> => {
    const out = temporaryFolder();
    await cofire('run', study, '--out', out, '--to', 'evaluate', '--quiet', '--set', `sae.prepend_bos=${setting}`);
    const [row] = await query<{ id: number; n: number }>(
      out,
      'SELECT token_id AS id, n_tokens AS n FROM token JOIN prompt USING (prompt_id) WHERE prompt_id = 0 AND position = 0',
    );
    return row;
  };
  const [withBos, without] = [await first('true'), await first('false')];
  expect(withBos.id).toBe(bos_token_id);
  expect(without.id).not.toBe(bos_token_id);
  expect(withBos.n).toBe(without.n + 1);
});
