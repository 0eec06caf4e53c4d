/**
 * A study without interaction at GPT-2 small's size, made of random numbers: 175 features, 100 prompts of 11 positions, width 768, a
 * gradient of ten answers with a gain per prompt, attributions read at the last position.
 */
import type { CandidateOptions } from '../../pipeline/cooccurrence/kernels/nulls/candidates.ts';
import { traitGroups } from '../../pipeline/cooccurrence/kernels/nulls/edge-survival.ts';
import type { NullInput } from '../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import type { Split } from '../../src/methods/stats/splits.ts';
import { random } from '../../src/random.ts';

const [FEATURES, PROMPTS, POSITIONS, WIDTH, ANSWERS, DICTIONARY] = [175, 100, 11, 768, 10, 4000];

export function sharedGradientStudy(splits: readonly Split[]): {
  nullInput: NullInput;
  dictionary: CandidateOptions;
} {
  const rng = random(1, 'bench', 'nulls');
  const normals = (count: number, scale = 1) => Float32Array.from({ length: count }, () => scale * rng.normal());
  const answers = normals(ANSWERS * WIDTH);
  const rows = PROMPTS * POSITIONS;
  const gradient = new Float32Array(rows * WIDTH);
  for (let row = 0; row < rows; row++) {
    const prompt = Math.floor(row / POSITIONS);
    const right = prompt % ANSWERS;
    const wrong = (right + 1 + (prompt % (ANSWERS - 1))) % ANSWERS;
    const gain = Math.exp(0.3 * rng.normal());
    for (let d = 0; d < WIDTH; d++)
      gradient[row * WIDTH + d] = gain * (answers[right * WIDTH + d] - answers[wrong * WIDTH + d]);
  }
  const cells = PROMPTS * FEATURES;
  const codes = {
    prompts: PROMPTS,
    features: FEATURES,
    offsets: Int32Array.from({ length: cells + 1 }, (_, i) => i),
    rows: Int32Array.from({ length: cells }, (_, i) => Math.floor(i / FEATURES) * POSITIONS + POSITIONS - 1),
    activations: Float32Array.from({ length: cells }, () => Math.max(0.05, 1 + 0.2 * rng.normal())),
  };
  const everyone = Int32Array.from({ length: PROMPTS }, (_, p) => p);
  return {
    nullInput: {
      seed: 1,
      rule: 'last',
      codes,
      gradient: { rows, width: WIDTH, values: gradient },
      removed: { codes, parts: [everyone, ...splits.flatMap(({ train, test }) => [train, test])] },
      splits,
      groups: traitGroups(Float64Array.from({ length: FEATURES }, (_, f) => f)),
      gains: new Float64Array(PROMPTS).fill(1),
      statistics: {
        correlation: { method: 'pearson', gains: null, covariates: [] },
        network: { threshold: 0.7, strict: true, sign: 'absolute' },
        cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 11 },
        sizes: 4,
      },
    },
    dictionary: {
      decoder: {
        features: DICTIONARY,
        width: WIDTH,
        rows: normals(DICTIONARY * WIDTH, 1 / Math.sqrt(WIDTH)),
        norms: new Float64Array(DICTIONARY).fill(1),
      },
      logSparsity: null,
      selected: Int32Array.from({ length: FEATURES }, (_, f) => f),
      prevalence: new Map(),
      prompts: PROMPTS,
    },
  };
}

/** Half the prompts against the other half. */
export const HALVES: Split = {
  name: 'strata',
  train: Int32Array.from({ length: PROMPTS / 2 }, (_, i) => 2 * i),
  test: Int32Array.from({ length: PROMPTS / 2 }, (_, i) => 2 * i + 1),
};
