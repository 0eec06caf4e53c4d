/** s of every prompt and position: what one unit of code adds there, as a multiple of the decoder row that decoder-rows.ts returns. */

import type { SaeConfig } from '../../engine/dictionary/config.ts';
import { unitScale } from '../../engine/dictionary/unit-scale.ts';
import type { SteeredPrompt } from './modes.ts';

/** @returns [T] of each prompt; 1 everywhere unless the SAE undoes a normalisation that differs per position */
export function unitScales(
  prompts: readonly SteeredPrompt[],
  sae: { readonly config: SaeConfig; readonly center: boolean },
): Float64Array[] {
  const { dIn } = sae.config;
  return prompts.map(({ resid }) =>
    Float64Array.from({ length: resid.length / dIn }, (_, t) => unitScale(sae, resid, t * dIn)),
  );
}
