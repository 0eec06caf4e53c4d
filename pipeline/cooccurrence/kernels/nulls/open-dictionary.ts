/** What nulls need of a study's SAE: its decoder, how often its features fire, and whether it reads a centred residual. */

import type { SaeConfig } from '../../../../src/engine/dictionary/config.ts';
import { type Decoder, readDecoder } from '../../../../src/engine/dictionary/decoder-rows.ts';
import { readLogSparsity } from '../../../../src/engine/dictionary/sae-files.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';

export interface Dictionary {
  readonly config: SaeConfig;
  readonly center: boolean;
  readonly decoder: Decoder;
  readonly logSparsity: Float32Array | null;
}

export async function openDictionary({ sae, centering }: Subject): Promise<Dictionary> {
  return {
    config: sae.config,
    center: centering.center,
    decoder: await readDecoder(sae),
    logSparsity: await readLogSparsity(sae),
  };
}
