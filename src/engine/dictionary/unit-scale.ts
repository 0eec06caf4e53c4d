/**
 * What one unit of a feature weighs in the model's own residual stream: the decoder row is written in the scale of the dictionary's
 * input, and normalisations that it undoes after decoding (config.ts) multiply the row by the size of the residual.
 */
import type { SaeConfig } from './config.ts';

/** What one unit of a decoder row adds to the residual x = resid[at … at + D), as a multiple of that row. */
export function unitScale(
  { config, center }: { readonly config: SaeConfig; readonly center: boolean },
  resid: Float32Array,
  at: number,
): number {
  const { dIn, inputScale, normalization } = config;
  if (normalization === 'none') return 1 / inputScale;
  let mean = 0;
  for (let k = 0; k < dIn; k++) mean += resid[at + k] / dIn;
  let squares = 0;
  // layer_norm always measures from the mean; constant_norm_rescale from it only where the residual is centred.
  const origin = normalization === 'layer_norm' || center ? mean : 0;
  for (let k = 0; k < dIn; k++) squares += (resid[at + k] - origin) ** 2;
  // Both scales are those of s·x, and 1/s undoes the input scale: the factors cancel.
  return Math.sqrt(squares / (normalization === 'layer_norm' ? dIn - 1 : dIn));
}
