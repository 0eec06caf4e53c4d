/**
 * What the model answers, given a residual at the hook: every outcome is computed inside the graph, so no vector over the
 * vocabulary ever reaches JavaScript.
 *
 * With logits z and answer set A of a prompt, at the last position:
 *   logit_diff     u · norm(last state), u the prompt's contrast
 *   answer_logit   z[answer]
 *   answer_prob    Σ_{a∈A} softmax(z)[a], over the whole vocabulary
 *   answer_rank    number of logits strictly larger than max_{a∈A} z[a]; 0 is the top
 *   top10_entropy  entropy in nats of the ten largest logits, renormalised among themselves
 *                  (both over ids that have a token: rows that pad the unembedding are no words; probabilities are over all)
 *   kl             Σ p₀ (log p₀ − log p) in nats, p₀ the baseline's distribution
 *
 * Letters: N rows, B sequences, P prompts of the tables they point into, D width, V vocabulary, A accepted answers.
 */

import type { Architecture } from '../model/architecture.ts';
import { packedLayout } from '../model/layout.ts';
import type { Site } from '../model/site.ts';
import { Graph, type Tensor } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';
import { contrastOf, walk } from './walk.ts';

interface OutcomeGraphOptions {
  /** Where the residual stands. */
  readonly from: Site;
  /**
   * 'make' returns log p of every row as `log_probs` [B, V], to be kept as the baseline; 'compare' takes such rows as the input
   * `baseline` [P, V] and returns `kl` [B].
   */
  readonly baseline: 'make' | 'compare';
  /** Ids of the vocabulary without a token: no rank counts them, and they are not among the ten likeliest. */
  readonly blankIds?: readonly number[];
}

/** The ten likeliest tokens enter the entropy. */
const TOP = 10;

/**
 * Inputs: `resid` [N, D] and where its rows stand (layout.ts); `prompt` int32 [B], each sequence's prompt among the P of the
 * tables; `contrast` [P, D]; `accepted` int32 [P, A], the answer first, padded with repeats of it; `is_accepted` [P, A], 1 or 0 for
 * padding. Outputs as above, each [B].
 */
export function outcomeGraph(build: (graph: Graph) => Architecture, options: OutcomeGraphOptions): Graph {
  const graph = new Graph(`outcome_${options.baseline}`);
  const model = build(graph);
  const resid = graph.input('resid', 'float32', ['rows', model.width]);
  const layout = packedLayout(graph);
  const prompt = graph.input('prompt', 'int32', ['batch']);
  const contrast = graph.input('contrast', 'float32', ['prompts', model.width]);
  const accepted = graph.input('accepted', 'int32', ['prompts', 'answers']);
  const isAccepted = graph.input('is_accepted', 'float32', ['prompts', 'answers']);

  const state = walk(model, resid, options.from, { layout, toEnd: true }).state();
  const logits = ops.matmul(state, model.unembedding(), { transposeB: true });
  const logProbs = ops.logSoftmax(logits);
  const tokens = ops.gather(accepted, prompt);
  const counted = ops.gather(isAccepted, prompt);
  const acceptedLogits = entries(logits, tokens);

  graph.output('logit_diff', contrastOf(state, ops.gather(contrast, prompt)));
  graph.output('answer_logit', ops.squeeze(ops.slice(acceptedLogits, 1, 0, 1), [1]));
  graph.output('answer_log_prob', ops.squeeze(ops.slice(entries(logProbs, tokens), 1, 0, 1), [1]));
  graph.output('answer_prob', ops.reduceSum(ops.mul(ops.exp(entries(logProbs, tokens)), counted), [1]));
  const blanks = options.blankIds ?? [];
  const ofTokens = withoutBlanks(logits, model.vocabulary, blanks);
  graph.output('answer_rank', rankOf(ops.reduceMax(acceptedLogits, [1], { keepDims: true }), ofTokens));
  graph.output('top10_entropy', entropyOfTop(ofTokens, model.vocabulary - blanks.length));
  if (options.baseline === 'make') graph.output('log_probs', logProbs);
  else
    graph.output(
      'kl',
      divergence(ops.gather(graph.input('baseline', 'float32', ['prompts', model.vocabulary]), prompt), logProbs),
    );
  return graph;
}

/** x[b, columns[b, a]], [B, A]. */
function entries(x: Tensor, columns: Tensor): Tensor {
  return x.graph.node('GatherElements', [x, columns], 'float32', columns.shape, { attributes: { axis: 1 } });
}

/** Logits in which ids without a token are below all others; the same tensor where there are none. */
function withoutBlanks(logits: Tensor, vocabulary: number, blankIds: readonly number[]): Tensor {
  if (blankIds.length === 0) return logits;
  const mask = new Array<number>(vocabulary).fill(0);
  for (const id of blankIds) mask[id] = Number.NEGATIVE_INFINITY;
  return ops.add(logits, logits.graph.constant('float32', [vocabulary], mask));
}

/** int32 [B]: how many logits are strictly larger. */
function rankOf(best: Tensor, logits: Tensor): Tensor {
  const { graph } = logits;
  const larger = graph.node('Greater', [logits, best], 'bool', logits.shape);
  // Summed as int32: a float32 sum would be exact here too, but only below 2^24.
  const counted = graph.node('Cast', [larger], 'int32', logits.shape, { attributes: { to: 6 } });
  return ops.reduceSum(counted, [1]);
}

function entropyOfTop(logits: Tensor, vocabulary: number): Tensor {
  const { graph } = logits;
  const count = Math.min(TOP, vocabulary);
  const shape = [logits.shape[0], count];
  const [values] = graph.append(
    'TopK',
    [logits, graph.constant('int64', [1], [count])],
    [
      { type: 'float32', shape },
      { type: 'int64', shape },
    ],
  ) as [Tensor, Tensor];
  const logP = ops.logSoftmax(values);
  return ops.neg(ops.reduceSum(ops.mul(ops.exp(logP), logP), [1]));
}

function divergence(baseline: Tensor, logProbs: Tensor): Tensor {
  return ops.reduceSum(ops.mul(ops.exp(baseline), ops.sub(baseline, logProbs)), [1]);
}

/**
 * KL divergences as read from the graph. Σ p₀ (log p₀ − log p) is never negative, but float32 takes it below 0 where p and p₀ are
 * almost the same: to -3.3e-7 in the bundled study, to -3.3e-6 in sums over 250,000 tokens taken one by one. Such a value is 0;
 * one further below is a fault of the computation.
 */
const ROUNDING = 1e-5;

/** Sets values from -1e-5 to 0 to 0, in place. */
export function nonNegative(divergences: Float32Array): Float32Array {
  divergences.forEach((value, i) => {
    if (value >= 0) return;
    if (!(value >= -ROUNDING)) throw new RangeError(`KL divergence ${i}: ${value}, expected at least 0`);
    divergences[i] = 0;
  });
  return divergences;
}
