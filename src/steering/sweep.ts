/**
 * Runs interventions on prompts: the cross product, in batches of prompts of equal length that mix prompts and interventions.
 * I interventions, P prompts, T positions, D width.
 */
import type { Batch } from '../model/batches.ts';
import type { SteeredPrompt } from './apply.ts';
import type { Change } from './change.ts';
import type { OutcomeRunner } from './outcomes.ts';

export interface SweepInput {
  /** By prompt index, as the outcome runner's tables number them. */
  readonly prompts: readonly SteeredPrompt[];
  /** Prompts of equal length; how many rows of one run of the graph hold is `rowsPerRun`. */
  readonly groups: readonly Batch[];
  readonly width: number;
  readonly maxPositions: number;
  /**
   * Runs of the graph under way at the same time, each on one thread. On small models that is twice as fast as several threads
   * inside every operator, and the bits do not depend on it.
   */
  readonly atOnce: number;
}

/** Each [I, P] row-major. */
export interface SweepOutcomes {
  readonly answerProb: Float32Array;
  readonly logitDiff: Float32Array;
  readonly answerRank: Int32Array;
  readonly top10Entropy: Float32Array;
  readonly answerLogProb: Float32Array;
  readonly kl: Float32Array;
  /** How large the intervention was (push-size.ts); NaN where a measure has no meaning or was not asked for. */
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

export async function sweep(
  runner: OutcomeRunner,
  changes: readonly Change[],
  input: SweepInput,
): Promise<SweepOutcomes> {
  const count = input.prompts.length;
  const found = emptyOutcomes(changes.length * count);
  const spans = planSpans(changes.length, input);
  const work = async (): Promise<void> => {
    for (let span = spans.shift(); span !== undefined; span = spans.shift())
      await runRows(runner, changes, input, span, found);
  };
  await Promise.all(Array.from({ length: input.atOnce }, work));
  return found;
}

/** What each run of the graph holds: the same whatever the number of runs at once, and with it the same bits. */
function planSpans(changes: number, input: SweepInput): Span[] {
  return input.groups.flatMap(({ rows: prompts, length }) => {
    const most = Math.max(1, Math.floor(input.maxPositions / length));
    const total = changes * prompts.length;
    return Array.from({ length: Math.ceil(total / most) }, (_, i): Span => {
      const from = i * most;
      return { prompts, length, from, rows: Math.min(most, total - from) };
    });
  });
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
  changes: readonly Change[],
  input: SweepInput,
  { prompts, length, from, rows }: Span,
  found: SweepOutcomes,
): Promise<void> {
  const size = length * input.width;
  const resid = new Float32Array(rows * size);
  const ids = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const change = changes[Math.floor((from + row) / prompts.length)]!;
    const prompt = prompts[(from + row) % prompts.length]!;
    const cell = Math.floor((from + row) / prompts.length) * input.prompts.length + prompt;
    const steered = resid.subarray(row * size, (row + 1) * size);
    ids[row] = prompt;
    const measured = change(prompt, steered);
    found.deltaRatio[cell] = measured?.ratio ?? Number.NaN;
    found.deltaCosine[cell] = measured?.cosine ?? Number.NaN;
    found.belowZero[cell] = measured?.belowZero ?? Number.NaN;
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
