/**
 * s, what one unit of a feature weighs in the model's own residual stream as a multiple of its decoder row (decoder-rows.ts):
 * normalisations that a dictionary undoes after decoding (config.ts) multiply the row by the size of the residual.
 */
import type { SaeConfig } from './config.ts';

/** Of the residual x = resid[at … at + D). */
export function unitScale(
  { config, center }: { readonly config: SaeConfig; readonly center: boolean },
  resid: Float32Array,
  at: number,
): number {
  const { dIn, inputScale, normalization } = config;
  if (normalization === 'none' || config.transcodes !== undefined) return 1;
  let mean = 0;
  for (let k = 0; k < dIn; k++) mean += resid[at + k] / dIn;
  let squares = 0;
  // layer_norm always measures from the mean; constant_norm_rescale from it only where the residual is centred.
  const origin = normalization === 'layer_norm' || center ? mean : 0;
  for (let k = 0; k < dIn; k++) squares += (resid[at + k] - origin) ** 2;
  // That of the scaled input: rows are divided by the input scale already.
  return inputScale * Math.sqrt(squares / (normalization === 'layer_norm' ? dIn - 1 : dIn));
}

/** Of every prompt and position. @param prompts their residuals, [T, D] @returns [T] of each prompt; 1 everywhere unless the SAE undoes a normalisation that differs per position */
export function unitScales<Prompt extends { readonly resid: Float32Array }>(
  prompts: readonly Prompt[],
  sae: { readonly config: SaeConfig; readonly center: boolean },
): Float64Array[] {
  const { dIn } = sae.config;
  return prompts.map(({ resid }) =>
    Float64Array.from({ length: resid.length / dIn }, (_, t) => unitScale(sae, resid, t * dIn)),
  );
}
