/** Runs the outcome graph: residuals at the hook in, what the model answers out. */

import { residualSite } from '../dictionary/dictionary.ts';
import { weightBytesOf } from '../onnx/live.ts';
import type { Graph } from '../onnx/onnx-graph.ts';
import { type Feeds, floats, integers, type Results } from '../onnx/runtime.ts';
import { openSessionPool, type SessionPool } from '../onnx/session-pool.ts';
import { nonNegative, outcomeGraph } from './outcome-graph.ts';
import { type Pack, unshared } from './packed-batch.ts';
import { openSession, packFeeds, sessionOptions } from './pass.ts';
import type { Subject } from './subject.ts';

/** The prompts of a study as the outcome graph reads them. P prompts, D width, A accepted answers at most. */
interface OutcomeTables {
  /** u of each prompt, [P, D]. */
  readonly contrast: Float32Array;
  /** Accepted tokens, the answer first, [P, A], padded with the answer. */
  readonly accepted: Int32Array;
  /** 1, or 0 where `accepted` is padding, [P, A]. */
  readonly isAccepted: Float32Array;
  readonly prompts: number;
  readonly answers: number;
}

/** What outcome-graph.ts defines, at the last position of each row (or sequence of a pack): every array is [rows] unless it says otherwise. */
export interface Outcomes {
  /** The prompt's contrast, logits. */
  readonly logitDiff: Float32Array;
  /** Of the answer, logits. */
  readonly answerLogit: Float32Array;
  /** Of the answer, nats. */
  readonly answerLogProb: Float32Array;
  /** Of all accepted tokens together, 0 to 1. */
  readonly answerProb: Float32Array;
  /** Tokens likelier than the likeliest accepted one; 0 is the top. */
  readonly answerRank: Int32Array;
  /** Of the ten likeliest tokens among themselves, nats. */
  readonly top10Entropy: Float32Array;
  /** KL(baseline ‖ row), nats; empty when the baseline itself is being made. */
  readonly kl: Float32Array;
  /** log p over the vocabulary, nats, [rows, V] row-major; empty unless the baseline is being made. */
  readonly logProbs: Float32Array;
}

export interface OutcomeRunner {
  /** @param resid [rows, T, D]; @param prompts [rows], each row's prompt in the tables */
  run(resid: Float32Array, prompts: Int32Array): Promise<Outcomes>;
  /** @param prompts each sequence's prompt in the tables */
  runPacked(pack: Pack, prompts: Int32Array): Promise<Outcomes>;
  release(): Promise<void>;
}

export function outcomeTables(accepted: readonly (readonly number[])[], contrast: Float32Array): OutcomeTables {
  const answers = Math.max(...accepted.map((tokens) => tokens.length));
  const at = <T>(pick: (tokens: readonly number[], a: number) => T): T[] =>
    accepted.flatMap((tokens) => Array.from({ length: answers }, (_, a) => pick(tokens, a)));
  return {
    contrast,
    accepted: Int32Array.from(at((tokens, a) => tokens[a] ?? tokens[0])),
    isAccepted: Float32Array.from(at((tokens, a) => (a < tokens.length ? 1 : 0))),
    prompts: accepted.length,
    answers,
  };
}

/** @param baseline log p of every prompt, [P, V]; without it the runner makes such rows */
export async function openOutcomes(
  inputs: Subject,
  tables: OutcomeTables,
  threads: number,
  baseline?: Float32Array,
): Promise<OutcomeRunner> {
  const session = await openSession(inputs, graphOf(inputs, baseline), threads);
  const fixed = fixedFeeds(inputs, tables, baseline);
  const run = (feeds: Feeds): Promise<Results> => session.run({ ...fixed, ...feeds });
  return outcomeRunner(inputs, { run, release: () => session.release() });
}

/**
 * The same with several runs at the same time, for as many runs as repay the half second that a worker takes to start.
 * @param threads inside each operator of each worker
 */
export function openOutcomePool(
  inputs: Subject,
  tables: OutcomeTables,
  { workers, threads = 1 }: { readonly workers: number; readonly threads?: number },
  baseline?: Float32Array,
): OutcomeRunner {
  const options = { ...sessionOptions(inputs), workers, threads };
  return outcomeRunner(
    inputs,
    openSessionPool(graphOf(inputs, baseline), fixedFeeds(inputs, tables, baseline), options),
  );
}

/** Weights of one session. */
export function outcomeWeightBytes(inputs: Subject): number {
  return weightBytesOf(graphOf(inputs, undefined));
}

function graphOf(inputs: Subject, baseline: Float32Array | undefined): Graph {
  return outcomeGraph(inputs.architecture, {
    from: residualSite(inputs.dictionary),
    baseline: baseline === undefined ? 'make' : 'compare',
    blankIds: inputs.blankIds,
  });
}

function fixedFeeds(inputs: Subject, tables: OutcomeTables, baseline: Float32Array | undefined): Feeds {
  const { prompts: count, answers } = tables;
  return {
    contrast: { data: tables.contrast, dims: [count, inputs.model.config.dModel] },
    accepted: { data: tables.accepted, dims: [count, answers] },
    is_accepted: { data: tables.isAccepted, dims: [count, answers] },
    ...(baseline && { baseline: { data: baseline, dims: [count, baseline.length / count] } }),
  };
}

function outcomeRunner(inputs: Subject, { run, release }: SessionPool): OutcomeRunner {
  const width = inputs.model.config.dModel;
  const none = new Float32Array(0);
  const runPacked = async (pack: Pack, prompts: Int32Array): Promise<Outcomes> => {
    const results = await run({
      ...packFeeds(pack, width),
      prompt: { data: prompts, dims: [prompts.length] },
    });
    return {
      logitDiff: floats(results, 'logit_diff'),
      answerLogit: floats(results, 'answer_logit'),
      answerLogProb: floats(results, 'answer_log_prob'),
      answerProb: floats(results, 'answer_prob'),
      answerRank: integers(results, 'answer_rank'),
      top10Entropy: floats(results, 'top10_entropy'),
      kl: results.kl === undefined ? none : nonNegative(floats(results, 'kl')),
      logProbs: results.log_probs === undefined ? none : floats(results, 'log_probs'),
    };
  };
  return {
    run: (resid, prompts) => runPacked(unshared(resid, prompts.length, width), prompts),
    runPacked,
    release,
  };
}
