/**
 * Named places inside a transformer, where its values can be read, replaced or held while the graph is built. Block `layer`, with x the
 * residual before it and n the normalised residual:
 *
 *   resid_pre   x                                               rows
 *   q, k, v     queries, keys, values as attention multiplies them (rotary positions are in q and k)      [B, H, T, S]
 *   pattern     softmax of the masked scores                    [B, H, Q, T]
 *   z           Σ_s pattern · v of every head side by side, the values' bias in it       rows of H·S
 *   attn_out    what attention adds, its output bias in it      rows
 *   resid_mid   x + attn_out                                    rows
 *   mlp_norm    n before gain and bias                          rows
 *   mlp_in      what the feed-forward multiplies: n · gain + bias       rows
 *   mlp_post    what each neuron of the feed-forward is after its nonlinearity, of which mlp_out is linear      rows of M
 *   mlp_out     what the feed-forward adds, its bias in it      rows
 *   resid_post  the residual after the block                    rows
 *
 * They stand in the order in which they are computed. "Rows" lie as the layout has them (layout.ts), each sequence's last position alone
 * where the block is computed there only. Where attention and feed-forward stand beside each other (GPT-NeoX) the feed-forward reads x and
 * not resid_mid.
 * TransformerLens's hook points: https://github.com/TransformerLensOrg/TransformerLens
 */
import type { Tensor } from '../onnx/onnx-graph.ts';

export const SITE_NAMES = [
  'resid_pre',
  'q',
  'k',
  'v',
  'pattern',
  'z',
  'attn_out',
  'resid_mid',
  'mlp_norm',
  'mlp_in',
  'mlp_post',
  'mlp_out',
  'resid_post',
] as const;
export type SiteName = (typeof SITE_NAMES)[number];

export interface Site {
  /** Block number, from 0. */
  readonly layer: number;
  readonly at: SiteName;
}

/** What each normalisation divides by, as a factor 1/√(σ² + ε) of every row, [..., 1]: no site, but it can be held as a pattern can. */
export const SCALE_NAMES = ['attn_scale', 'mlp_scale'] as const;
type ScaleName = (typeof SCALE_NAMES)[number];

/**
 * What is done at points of one block: each is given the block's value and returns the value that the block goes on with. The same tensor
 * back only reads it, and adds no node.
 */
export type Visits = { readonly [Point in SiteName | ScaleName]?: (x: Tensor) => Tensor };

/** The value at a point after its visit, if it has one. */
export function visited(visits: Visits, point: SiteName | ScaleName, x: Tensor): Tensor {
  return visits[point]?.(x) ?? x;
}

/** The first block that still reads the residual of a site, or stands around it: the layer's own, but the next one after resid_post. */
export function firstBlock({ layer, at }: Site): number {
  return at === 'resid_post' ? layer + 1 : layer;
}

/** A site's place in the order in which a model computes its sites; beside each other where attention and feed-forward are. */
export function placeOf({ layer, at }: Site): number {
  return layer * SITE_NAMES.length + SITE_NAMES.indexOf(at);
}

/** Whether a site's value lies in rows, a vector a position: of the others no one position can be taken. */
export function isRows(at: SiteName): boolean {
  return at !== 'q' && at !== 'k' && at !== 'v' && at !== 'pattern';
}

/** As in TransformerLens's names, for messages: blocks.7.hook_resid_pre. */
export function siteText({ layer, at }: Site): string {
  return `blocks.${layer}.hook_${at}`;
}
