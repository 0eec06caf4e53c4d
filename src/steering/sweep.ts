/**
 * Runs interventions on prompts: the cross product, in batches of prompts of equal length that mix prompts and interventions.
 * I interventions, P prompts, T positions, D width.
 */
import type { Batch } from '../model/batches.ts';
import { applyPush, type Push, type SteeredPrompt, type SteeringPositions } from './apply.ts';
import type { OutcomeRunner } from './outcomes.ts';
import { pushSize } from './push-size.ts';

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
  readonly answerLogProb: Float32Array;
  readonly kl: Float32Array;
  /** How large the intervention was (push-size.ts); NaN where a measure has no meaning. */
  readonly deltaRatio: Float32Array;
  readonly deltaCosine: Float32Array;
  readonly belowZero: Float32Array;
}

/** Outcomes to be filled, all zero. */
export function emptyOutcomes(cells: number): SweepOutcomes {
  const column = (): Float32Array => new Float32Array(cells);
  return {
    answerProb: column(),
    logitDiff: column(),
    answerRank: new Int32Array(cells),
    top10Entropy: column(),
    answerLogProb: column(),
    kl: column(),
    deltaRatio: column(),
    deltaCosine: column(),
    belowZero: column(),
  };
}

export async function sweep(runner: OutcomeRunner, pushes: readonly Push[], input: SweepInput): Promise<SweepOutcomes> {
  const count = input.prompts.length;
  const found = emptyOutcomes(pushes.length * count);
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
    const cell = Math.floor((from + row) / prompts.length) * input.prompts.length + prompt;
    const steered = resid.subarray(row * size, (row + 1) * size);
    ids[row] = prompt;
    applyPush(input.prompts[prompt]!, push, input.positions, input.hasBos, steered);
    const { ratio, cosine, belowZero } = pushSize(input.prompts[prompt]!, push, steered);
    found.deltaRatio[cell] = ratio;
    found.deltaCosine[cell] = cosine;
    found.belowZero[cell] = belowZero;
  }
  const outcomes = await runner.run(resid, ids);
  for (let row = 0; row < rows; row++) {
    const cell = Math.floor((from + row) / prompts.length) * input.prompts.length + ids[row]!;
    found.answerProb[cell] = outcomes.answerProb[row]!;
    found.logitDiff[cell] = outcomes.logitDiff[row]!;
    found.answerRank[cell] = outcomes.answerRank[row]!;
    found.top10Entropy[cell] = outcomes.top10Entropy[row]!;
    found.answerLogProb[cell] = outcomes.answerLogProb[row]!;
    found.kl[cell] = outcomes.kl[row]!;
  }
}
