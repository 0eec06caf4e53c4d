/** Rows of the table `cluster_transfer`: what taking each kept cluster out costs on each target, and how much less it changes there than on the task. */
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { random } from '../../../../src/random.ts';
import type { Kind } from './targets.ts';

/** Bootstrap draws of the prompts. */
const DRAWS = 2000;
/** A mean KL below this is rounding of float32 log-probabilities, nats. */
export const NO_CHANGE = 1e-6;

interface PlannedTarget {
  readonly kind: Kind;
  readonly name: string;
  readonly prompts: number;
}

/** Of the evaluations: nothing taken out, then each cluster; each the prompts of every target in order. */
interface TransferOutcomes {
  readonly logitDiff: ArrayLike<number>;
  readonly kl: ArrayLike<number>;
  readonly answerRank: ArrayLike<number>;
}

export interface TransferRow {
  readonly cluster: number;
  readonly target: Kind;
  readonly name: string;
  readonly prompts: number;
  /** Share of the prompts that the model answers right with nothing taken out. */
  readonly accuracy: number;
  readonly loss: number;
  readonly low: number;
  readonly high: number;
  readonly kl: number;
  readonly ratio: number;
  readonly ratio_low: number;
  readonly ratio_high: number;
  readonly reason: string | null;
}

/** @param clusters of which each evaluation after the first takes one out */
export function transferRows(
  targets: readonly PlannedTarget[],
  clusters: readonly number[],
  { logitDiff, kl, answerRank }: TransferOutcomes,
  seed: number,
): TransferRow[] {
  const total = targets.reduce((sum, { prompts }) => sum + prompts, 0);
  let from = 0;
  const placed = targets.map((target, t) => {
    const at = Array.from({ length: target.prompts }, (_, p) => from + p);
    from += target.prompts;
    const draws = Array.from({ length: DRAWS }, (_, k) => {
      return resampled(target.prompts, random(seed, 'transfer', 'prompts', t, k));
    });
    return { ...target, at, draws };
  });
  return clusters.flatMap((cluster, c) => {
    const cell = (prompt: number): number => (1 + c) * total + prompt;
    const changes = placed.map(({ at, draws }) => drawn(at.map((prompt) => kl[cell(prompt)]), draws)); // biome-ignore format: one line
    const ofTask = changes[placed.findIndex(({ kind }) => kind === 'task')];
    return placed.map(({ kind, name, prompts, at, draws }, t): TransferRow => {
      const known = { cluster, target: kind, name, prompts };
      const against = { kl: changes[t].value, ...ratioOf(ofTask, changes[t]) };
      if (kind === 'generic')
        return { ...known, accuracy: Number.NaN, loss: Number.NaN, low: Number.NaN, high: Number.NaN, ...against };
      const loss = drawn(at.map((prompt) => logitDiff[prompt] - logitDiff[cell(prompt)]), draws); // biome-ignore format: one line
      const right = at.filter((prompt) => answerRank[prompt] === 0).length;
      const interval = { loss: loss.value, low: quantile(loss.draws, 0.025), high: quantile(loss.draws, 0.975) };
      return { ...known, accuracy: right / prompts, ...interval, ...against };
    });
  });
}

interface Drawn {
  readonly value: number;
  /** The mean over each draw of the prompts. */
  readonly draws: Float64Array;
}

function drawn(values: readonly number[], draws: readonly Float64Array[]): Drawn {
  const mean = (weight: (p: number) => number): number =>
    values.reduce((sum, value, p) => sum + weight(p) * value, 0) / values.length;
  return { value: mean(() => 1), draws: Float64Array.from(draws, (weights) => mean((p) => weights[p])) };
}

const NO_RATIO = { ratio: Number.NaN, ratio_low: Number.NaN, ratio_high: Number.NaN };

/** KL on the task over KL here. The prompts of both are drawn, those of the task the same for every target. */
function ratioOf(task: Drawn, here: Drawn) {
  if (here.value < NO_CHANGE)
    return { ...NO_RATIO, reason: 'taking the cluster out changes nothing here beyond rounding' };
  const ratios = task.draws.map((value, k) => (here.draws[k] < NO_CHANGE ? Number.POSITIVE_INFINITY : value / here.draws[k])); // biome-ignore format: one line
  const high = quantile(ratios, 0.975);
  const bounded = Number.isFinite(high);
  return {
    ratio: task.value / here.value,
    ratio_low: quantile(ratios, 0.025),
    ratio_high: bounded ? high : Number.NaN,
    reason: bounded
      ? null
      : 'no upper bound: in one draw of the prompts in forty taking the cluster out changes nothing here',
  };
}
