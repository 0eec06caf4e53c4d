/**
 * The study's worked example on this run's own model: the probability of one token after one prompt, before and after steering one
 * feature at every position. On another autoencoder the feature's number means something else, so there is no value.
 */
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { steerByHand } from '../../../src/methods/intervention/by-hand.ts';
import type { EXAMPLE } from './published.ts';

interface Example {
  readonly before: number;
  readonly after: number;
}

/** @returns the probabilities, or why there are none */
export async function workedExample(
  inputs: Subject,
  { prompt, feature, factor, token }: typeof EXAMPLE,
  settings: { readonly baseFactor: number; readonly threads: number },
): Promise<Example | string> {
  const { sae } = inputs;
  if (feature >= sae.config.dSae)
    return `the autoencoder has ${sae.config.dSae} features, and the example steers ${feature}`;
  const tokenizer = await inputs.tokenizer();
  const [wanted, ...more] = tokenizer.encode(token);
  if (wanted === undefined || more.length > 0) return `“${token}” is not one token of this model`;
  const bos = sae.config.prependBos && tokenizer.bosTokenId !== null ? [tokenizer.bosTokenId] : [];
  const tokens = Int32Array.from([...bos, ...tokenizer.encode(prompt)]);
  const hand = steerByHand(inputs, settings.threads);
  const push = {
    featureIds: [feature],
    mode: 'seed',
    coefficient: factor * settings.baseFactor,
    positions: 'all',
  } as const;
  const [before, after] = [await hand.next(tokens, null), await hand.next(tokens, push)];
  await hand.release();
  return { before: Math.exp(before[wanted]), after: Math.exp(after[wanted]) };
}
