/**
 * What cofire needs to know of a transformer: how tokens become a residual stream, what each block adds to it, and how its end
 * becomes logits. One architecture is one short file that builds these out of graph operators (family.ts).
 *
 * Letters: B prompts in a batch, T positions, D residual width, V vocabulary, H heads of S dimensions, M neurons of a feed-forward.
 */
import type { Tensor } from '../onnx/onnx-graph.ts';
import type { NormVisits } from './families/layers.ts';
import type { Layout } from './layout.ts';
import type { Norm } from './readable.ts';
import type { Visits } from './site.ts';

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
  /** What is read, replaced or held inside the block (site.ts). */
  readonly visits?: Visits;
}

/** Weights and bias of one projection by head. Vectors are rows: a head's queries are x W + b. */
export interface HeadProjection {
  /** [H, D, S]; of the output [H, S, D] */
  readonly weight: Tensor;
  /** [H, S]; of the output [D], which is no head's own. Undefined where the model has none. */
  readonly bias: Tensor | undefined;
}

interface HeadWeights {
  readonly q: HeadProjection;
  readonly k: HeadProjection;
  readonly v: HeadProjection;
  readonly o: HeadProjection;
}

export interface Architecture {
  readonly layers: number;
  readonly width: number;
  readonly vocabulary: number;
  /** What every normalisation of the residual does, which decides what later layers can read of it (readable.ts). */
  readonly norm: Norm;
  /** Whether the feed-forward reads the residual before attention, so that resid_mid does not decide what comes after it. */
  readonly parallel: boolean;
  /** @param tokens int32 [B, T] @returns the residual before block 0, [B, T, D] */
  embed(tokens: Tensor): Tensor;
  /** The residual after block `layer`. @param x [B, T, D] */
  block(layer: number, x: Tensor, options?: BlockOptions): Tensor;
  /** The weights of a block's attention. */
  heads(layer: number): HeadWeights;
  /** What one unit of each neuron of a block's feed-forward adds to the residual, [M, D]: mlp_out is mlp_post times it, and a bias. */
  neurons(layer: number): Tensor;
  /** The final normalisation. @param x [..., D] */
  finalNorm(x: Tensor, visits?: NormVisits): Tensor;
  /** Rows that turn a normalised state into logits, [V, D]. */
  unembedding(): Tensor;
}
