/**
 * One architecture as cofire reads it: which config.json names it, how its keys become a description, which tensors its files hold,
 * and how they become a residual stream and logits. One architecture is one short file (gpt2.ts, gpt-neox.ts); families.ts lists them.
 */
import type { Architecture, Weights } from '../architecture.ts';
import type { Json, ModelConfig } from '../config.ts';

type TensorShapes = ReadonlyMap<string, readonly number[]>;

export interface Family<Config extends ModelConfig = ModelConfig> {
  /** For messages. */
  readonly title: string;
  /** config.json's `model_type`. */
  readonly modelType: string;
  /** config.json's `architectures`, which decide where there is no `model_type`. */
  readonly classes: readonly string[];
  /** Put before the names of all tensors but the unembedding in files saved with a language-model head; left out here. */
  readonly prefix: string;
  /** [V, D] */
  readonly embedding: string;
  /** [V, D]; in files of tied models it may be missing. */
  readonly unembedding: string;
  /** Gain of the last normalisation, [D]. */
  readonly finalGain: string;
  /** Tensors of some checkpoints that hold no parameters: masks, tables of angles. */
  readonly buffers: RegExp;
  /** @param where the file's path, for messages @throws StudyError naming the key */
  read(json: Json, where: string): Config;
  /** Every parameter with its shape, the unembedding only where it is not tied. */
  tensorShapes(config: Config): TensorShapes;
  build(config: Config, weights: Weights): Architecture;
}
