/** Runs the outcome graph: residuals at the hook in, what the model answers out. */
import type { Inputs } from '../model/inputs.ts';
import { floats, integers, Session } from '../onnx/runtime.ts';
import { outcomeGraph } from './outcome-graph.ts';

/** The prompts of a study as the outcome graph reads them. P prompts, D width, A accepted answers at most. */
export interface OutcomeTables {
  /** u of each prompt, [P, D]. */
  readonly contrast: Float32Array;
  /** Accepted tokens, the answer first, [P, A], padded with the answer. */
  readonly accepted: Int32Array;
  /** 1, or 0 where `accepted` is padding, [P, A]. */
  readonly isAccepted: Float32Array;
  readonly prompts: number;
  readonly answers: number;
}

export interface Outcomes {
  readonly logitDiff: Float32Array;
  readonly answerLogit: Float32Array;
  readonly answerLogProb: Float32Array;
  readonly answerProb: Float32Array;
  readonly answerRank: Int32Array;
  readonly top10Entropy: Float32Array;
  /** KL from the baseline in nats; empty when the baseline itself is being made. */
  readonly kl: Float32Array;
  /** log p over the vocabulary, [rows, V]; empty unless the baseline is being made. */
  readonly logProbs: Float32Array;
}

export interface OutcomeRunner {
  /** @param resid [rows, T, D]; @param prompts [rows], each row's prompt in the tables */
  run(resid: Float32Array, prompts: Int32Array): Promise<Outcomes>;
  release(): Promise<void>;
}

export function outcomeTables(accepted: readonly (readonly number[])[], contrast: Float32Array): OutcomeTables {
  const answers = Math.max(...accepted.map((tokens) => tokens.length));
  const at = <T>(pick: (tokens: readonly number[], a: number) => T): T[] =>
    accepted.flatMap((tokens) => Array.from({ length: answers }, (_, a) => pick(tokens, a)));
  return {
    contrast,
    accepted: Int32Array.from(at((tokens, a) => tokens[a] ?? tokens[0]!)),
    isAccepted: Float32Array.from(at((tokens, a) => (a < tokens.length ? 1 : 0))),
    prompts: accepted.length,
    answers,
  };
}

/** @param baseline log p of every prompt, [P, V]; without it the runner makes such rows */
export async function openOutcomes(
  inputs: Inputs,
  tables: OutcomeTables,
  threads: number,
  baseline?: Float32Array,
): Promise<OutcomeRunner> {
  const width = inputs.model.config.dModel;
  const graph = outcomeGraph(inputs.architecture, {
    blocksBefore: inputs.sae.config.hook.blocksBefore,
    baseline: baseline === undefined ? 'make' : 'compare',
  });
  const session = await Session.create(graph, { folder: inputs.folder, threads });
  const { prompts: count, answers } = tables;
  const fixed = {
    contrast: { data: tables.contrast, dims: [count, width] },
    accepted: { data: tables.accepted, dims: [count, answers] },
    is_accepted: { data: tables.isAccepted, dims: [count, answers] },
    ...(baseline && { baseline: { data: baseline, dims: [count, baseline.length / count] } }),
  };
  const none = new Float32Array(0);
  return {
    async run(resid, prompts) {
      const rows = prompts.length;
      const results = await session.run({
        ...fixed,
        resid: { data: resid, dims: [rows, resid.length / (rows * width), width] },
        prompt: { data: prompts, dims: [rows] },
      });
      return {
        logitDiff: floats(results, 'logit_diff'),
        answerLogit: floats(results, 'answer_logit'),
        answerLogProb: floats(results, 'answer_log_prob'),
        answerProb: floats(results, 'answer_prob'),
        answerRank: integers(results, 'answer_rank'),
        top10Entropy: floats(results, 'top10_entropy'),
        kl: baseline === undefined ? none : floats(results, 'kl'),
        logProbs: baseline === undefined ? floats(results, 'log_probs') : none,
      };
    },
    release: () => session.release(),
  };
}
