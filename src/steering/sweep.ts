/**
 * Runs interventions on prompts: the cross product, in batches of prompts of equal length that mix prompts and interventions.
 * I interventions, P prompts, T positions, D width.
 */
import type { Batch } from '../model/batches.ts';
import { applyPush, type Push, type SteeredPrompt, type SteeringPositions } from './apply.ts';
import type { OutcomeRunner } from './outcomes.ts';

export interface SweepInput {
  /** By prompt index, as the outcome runner's tables number them. */
  readonly prompts: readonly SteeredPrompt[];
  /** Prompts of equal length; how many rows of one run of the graph hold is `rowsPerRun`. */
  readonly groups: readonly Batch[];
  readonly positions: SteeringPositions;
  readonly hasBos: boolean;
  readonly width: number;
  readonly maxPositions: number;
}

/** Each [I, P] row-major. */
export interface SweepOutcomes {
  readonly answerProb: Float32Array;
  readonly logitDiff: Float32Array;
  readonly answerRank: Int32Array;
  readonly top10Entropy: Float32Array;
  readonly kl: Float32Array;
}

export async function sweep(runner: OutcomeRunner, pushes: readonly Push[], input: SweepInput): Promise<SweepOutcomes> {
  const count = input.prompts.length;
  const cells = pushes.length * count;
  const found: SweepOutcomes = {
    answerProb: new Float32Array(cells),
    logitDiff: new Float32Array(cells),
    answerRank: new Int32Array(cells),
    top10Entropy: new Float32Array(cells),
    kl: new Float32Array(cells),
  };
  for (const { rows: prompts, length } of input.groups) {
    const most = Math.max(1, Math.floor(input.maxPositions / length));
    const total = pushes.length * prompts.length;
    for (let from = 0; from < total; from += most) {
      await runRows(runner, pushes, input, { prompts, length, from, rows: Math.min(most, total - from) }, found);
    }
  }
  return found;
}

interface Span {
  readonly prompts: readonly number[];
  readonly length: number;
  /** First cell of the group's interventions × prompts, intervention-major. */
  readonly from: number;
  readonly rows: number;
}

async function runRows(
  runner: OutcomeRunner,
  pushes: readonly Push[],
  input: SweepInput,
  { prompts, length, from, rows }: Span,
  found: SweepOutcomes,
): Promise<void> {
  const size = length * input.width;
  const resid = new Float32Array(rows * size);
  const ids = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const push = pushes[Math.floor((from + row) / prompts.length)]!;
    const prompt = prompts[(from + row) % prompts.length]!;
    ids[row] = prompt;
    applyPush(
      input.prompts[prompt]!,
      push,
      input.positions,
      input.hasBos,
      resid.subarray(row * size, (row + 1) * size),
    );
  }
  const outcomes = await runner.run(resid, ids);
  for (let row = 0; row < rows; row++) {
    const cell = Math.floor((from + row) / prompts.length) * input.prompts.length + ids[row]!;
    found.answerProb[cell] = outcomes.answerProb[row]!;
    found.logitDiff[cell] = outcomes.logitDiff[row]!;
    found.answerRank[cell] = outcomes.answerRank[row]!;
    found.top10Entropy[cell] = outcomes.top10Entropy[row]!;
    found.kl[cell] = outcomes.kl[row]!;
  }
}
