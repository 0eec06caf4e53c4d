/** What nulls need of a study's SAE: its decoder, how often its features fire, and whether it reads a centred residual. */
import { openInputs } from '../model/inputs.ts';
import { readLogSparsity } from '../model/sae-files.ts';
import type { SaeConfig } from '../sae/config.ts';
import type { Study } from '../study/study.ts';
import { type Decoder, readDecoder } from './decoder.ts';

export interface Dictionary {
  readonly config: SaeConfig;
  readonly center: boolean;
  readonly decoder: Decoder;
  readonly logSparsity: Float32Array | null;
}

export async function openDictionary(study: Study): Promise<Dictionary> {
  const { sae, centering } = await openInputs(study);
  return {
    config: sae.config,
    center: centering.center,
    decoder: await readDecoder(sae),
    logSparsity: await readLogSparsity(sae),
  };
}
