/**
 * A study small enough for a test: the bundled model, a random SAE of 96 features around its residual, 24 prompts, and as
 * little steering and resampling as still gives every table rows.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeSafetensors } from '../../src/engine/model/files/write-safetensors.ts';
import { random } from '../../src/random.ts';

const WIDTH = 128;
const FEATURES = 96;
const PROMPTS = 24;

/** Writes study file, task and SAE into `folder`; returns the path of the study file. */
export async function writeSmallStudy(folder: string): Promise<string> {
  await writeRandomSae(join(folder, 'sae'));
  const lines = readFileSync('studies/tasks/sports.csv', 'utf8').split(/\r?\n/);
  writeFileSync(join(folder, 'task.csv'), `${lines.slice(0, PROMPTS + 1).join('\n')}\n`);
  const file = join(folder, 'small.yaml');
  writeFileSync(
    file,
    `name: small
preset: seed-exact
seed: 3
model: { path: ${resolve('fixtures/sports-model')} }
sae: { path: sae, center: false }
task: { file: task.csv }
network: { threshold: 0.5 }
cluster: { min_size: 3 }
stability: { seeds: 3, subsamples: 4, case_drops: 2 }
steering: { single_factors: [1, 10], factors: [1], set_sizes: [1, 2], sets_per_cell: 3 }
interaction: { pairs: 12, controls: 2 }
nulls: { replicates: 10 }
`,
  );
  return file;
}

/** Unit decoder rows, encoder their transpose, a bias that leaves about a third of the features active. */
async function writeRandomSae(folder: string): Promise<void> {
  mkdirSync(folder);
  const rng = random(1, 'small-study');
  const decoder = Float32Array.from({ length: FEATURES * WIDTH }, () => rng.normal() / Math.sqrt(WIDTH));
  const encoder = Float32Array.from(decoder, (_, i) => decoder[(i % FEATURES) * WIDTH + Math.floor(i / FEATURES)]);
  const tensors = {
    W_enc: { shape: [WIDTH, FEATURES], values: encoder },
    b_enc: { shape: [FEATURES], values: new Float32Array(FEATURES).fill(-0.5) },
    W_dec: { shape: [FEATURES, WIDTH], values: decoder },
    b_dec: { shape: [WIDTH], values: new Float32Array(WIDTH) },
  };
  await writeSafetensors(join(folder, 'sae_weights.safetensors'), tensors, {});
  const metadata = {
    hook_name: 'blocks.2.hook_resid_pre',
    model_name: 'bundled',
    context_size: 64,
    prepend_bos: true,
    sae_lens_version: '6.10.0',
  };
  const config = {
    architecture: 'standard',
    d_in: WIDTH,
    d_sae: FEATURES,
    dtype: 'float32',
    apply_b_dec_to_input: true,
    normalize_activations: 'none',
    reshape_activations: 'none',
    metadata,
  };
  writeFileSync(join(folder, 'cfg.json'), JSON.stringify(config));
}
