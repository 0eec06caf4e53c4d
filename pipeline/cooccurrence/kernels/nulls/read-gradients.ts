/**
 * The gradients that stage `attribute` stored, one row per prompt and position in prompt order, times what a unit of a decoder row
 * weighs there in the residual's own scale: 1, or the normalisation that the SAE undoes after decoding (sae/config.ts). With that,
 * gradient row times decoder row is the stored projection.
 */
import type { SaeConfig } from '../../../../src/engine/dictionary/config.ts';
import { unitScale } from '../../../../src/engine/dictionary/unit-scale.ts';
import { readPlan, type ShardFolder } from '../../../../src/run/shards.ts';
import type { GradientRows } from './matrix-product.ts';

export interface StoredGradients extends GradientRows {
  /** [P] row at position 0 of each prompt. */
  readonly firstRow: Int32Array;
}

/** @param lengths [P] tokens of each prompt */
export function readGradients(
  folder: ShardFolder,
  lengths: ArrayLike<number>,
  sae: { readonly config: SaeConfig; readonly center: boolean },
): StoredGradients {
  const firstRow = new Int32Array(lengths.length);
  let rows = 0;
  for (let prompt = 0; prompt < lengths.length; prompt++) {
    firstRow[prompt] = rows;
    rows += lengths[prompt];
  }
  const width = sae.config.dIn;
  const values = new Float32Array(rows * width);
  let found = 0;
  readPlan<{ batches: readonly unknown[] }>(folder).batches.forEach((_, index) => {
    const { prompt, length, gradient, resid } = folder.read(index);
    let at = 0;
    prompt.data.forEach((id, b) => {
      if (lengths[id] !== length.data[b])
        throw new Error(`gradients: prompt ${id} has ${length.data[b]} positions stored, expected ${lengths[id]}`);
      for (let t = 0; t < lengths[id]; t++, found++, at += width) {
        const scale = unitScale(sae, resid.data as Float32Array, at);
        const into = (firstRow[id] + t) * width;
        for (let k = 0; k < width; k++) values[into + k] = gradient.data[at + k] * scale;
      }
    });
  });
  if (found !== rows) throw new Error(`gradients: ${found} positions stored, expected ${rows}`);
  return { rows, width, values, firstRow };
}
