/**
 * Mean ablation by slot of neurons, by the formula of features, with x̄ the mean residual of the position's slot:
 *
 *   taken out   x' = x + Σ (f̄ − f) w,      kept alone   x' = x̄ + Σ (f − f̄) w,
 *
 * at every position that is not left out. With none kept the whole residual is its slot's mean, as with directions: what other layers wrote
 * is no error of the neurons, which are some of the residual's parts.
 */
import { concatenated, split } from '../../../../src/concatenated.ts';
import type { Shard } from '../../../../src/run/shards.ts';
import { slotMeans } from '../relevance/direction-ablation.ts';
import { type AblationSource, type ActiveCodes, type MeanAblation, meanAblation } from '../relevance/mean-ablation.ts';
import type { Coordinates } from './coordinates.ts';

/** @param source the codes and rows are those of the neurons, by place */
export function neuronAblation(source: AblationSource): MeanAblation {
  const { prompts, width, slots, skip } = source;
  let dropping: MeanAblation | undefined;
  let keeping: MeanAblation | undefined;
  return {
    drop(places) {
      // What a neuron writes is in the residual's own scale at every position.
      dropping ??= meanAblation({ ...source, prompts: prompts.map(({ resid }) => ({ resid })) });
      return dropping.drop(places);
    },
    keep(places) {
      if (keeping === undefined) {
        const means = slotMeans({ slots, width, prompts, skip });
        const levels = prompts.map(({ resid }, prompt) =>
          resid.map((value, k) => {
            const t = Math.floor(k / width);
            return t < skip ? value : means[slots.of[prompt][t] * width + (k % width)];
          }),
        );
        // x̄ − Σ (f̄ − f) w is what taking them out does, with the sign turned.
        const scaled = levels.map((resid) => ({ resid, scales: new Float64Array(resid.length / width).fill(-1) }));
        keeping = meanAblation({ ...source, prompts: scaled });
      }
      return keeping.drop(places);
    },
  };
}

/** What shards need of neurons. */
export function neuronMaterial({ rows, codes }: Pick<Coordinates, 'rows' | 'codes'>): Shard {
  const list = (data: Float32Array) => ({ data, dims: [data.length] });
  return {
    neuron_row: list(concatenated(Float32Array, [...rows.values()])),
    neuron_code: list(concatenated(Float32Array, codes)),
  };
}

/** No neurons where the material has none. @param lengths positions of each prompt */
export function readNeuronMaterial(
  material: Shard,
  lengths: readonly number[],
  width: number,
): Pick<AblationSource, 'rows' | 'codes'> {
  const rows = (material.neuron_row?.data ?? new Float32Array()) as Float32Array;
  const count = rows.length / width;
  const code = (material.neuron_code?.data ?? new Float32Array()) as Float32Array;
  return { rows, codes: everyCode(split(code, lengths, count), count) };
}

/** Neurons are never silent: every position has a code of each. @param codes by prompt, [T, N] */
function everyCode(codes: readonly Float32Array[], count: number): ActiveCodes {
  const total = codes.reduce((sum, { length }) => sum + length, 0);
  const found = {
    ...{ prompt: new Int32Array(total), position: new Int32Array(total), feature: new Int32Array(total) },
    code: concatenated(Float32Array, codes),
  };
  let at = 0;
  codes.forEach((own, prompt) => {
    for (let k = 0; k < own.length; k++, at++) {
      found.prompt[at] = prompt;
      found.position[at] = Math.floor(k / count);
      found.feature[at] = k % count;
    }
  });
  return found;
}
