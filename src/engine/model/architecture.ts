/**
 * What cofire needs to know of a transformer: how tokens become a residual stream, what each block adds to it, and how its end
 * becomes logits. One architecture is one short file that builds these out of graph operators (family.ts).
 *
 * Letters: B prompts in a batch, T positions, D residual width, V vocabulary.
 */
import type { Tensor } from '../onnx/onnx-graph.ts';
import type { Layout } from './layout.ts';

/** A parameter by its Hugging Face name without the family's prefix: `h.0.attn.c_attn.weight`. */
export type Weights = (name: string) => Tensor;

export interface BlockOptions {
  /**
   * Compute the block at each sequence's last position only, [B, 1, D]. Keys and values are still those of every position, so the result is
   * exactly the last row of the full block. Right for the last block, since nothing later reads the other rows.
   */
  readonly lastOnly?: boolean;
  /** How positions lie in x and in the result; side by side, [B, T, D], unless given. */
  readonly layout?: Layout;
}

export interface Architecture {
  readonly layers: number;
  readonly width: number;
  readonly vocabulary: number;
  /** @param tokens int32 [B, T] @returns the residual before block 0, [B, T, D] */
  embed(tokens: Tensor): Tensor;
  /** The residual after block `layer`. @param x [B, T, D] */
  block(layer: number, x: Tensor, options?: BlockOptions): Tensor;
  /** The final normalisation. @param x [..., D] */
  finalNorm(x: Tensor): Tensor;
  /** Rows that turn a normalised state into logits, [V, D]. */
  unembedding(): Tensor;
}
