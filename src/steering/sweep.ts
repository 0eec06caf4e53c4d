/**
 * Runs interventions on prompts: the cross product, in runs of the graph that mix prompts and interventions of any length. Positions
 * that are equal after all that came before them (an intervention's first tokens in prompts that begin alike, or what stands before
 * the first change in one prompt under many interventions) are computed once a run (pack.ts).
 * I interventions, P prompts, T positions, D width.
 */
import type { SteeredPrompt } from './apply.ts';
import type { Change } from './change.ts';
import { lengthClasses } from './length-classes.ts';
import type { OutcomeRunner } from './outcomes.ts';
import { type Pack, packRuns, type RunLimits, UNLIMITED } from './pack.ts';
import type { Sequences } from './prefix-tree.ts';

export interface SweepInput {
  /** By prompt index, as the outcome runner's tables number them. */
  readonly prompts: readonly SteeredPrompt[];
  readonly width: number;
  /** How much one run of the graph computes. */
  readonly limits: RunLimits;
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
  runner: Pick<OutcomeRunner, 'runPacked'>,
  changes: readonly Change[],
  input: SweepInput,
): Promise<SweepOutcomes> {
  const count = input.prompts.length;
  const found = emptyOutcomes(changes.length * count);
  // One plan whatever the number of runs at once; each worker takes the next run from it.
  const runs = planRuns(changes, input, found);
  const work = async (): Promise<void> => {
    for (let next = runs.next(); next.done !== true; next = runs.next()) {
      const { pack, cells } = next.value;
      const prompts = cells.map((cell) => cell % count);
      const outcomes = await runner.runPacked(pack, prompts);
      cells.forEach((cell, row) => {
        found.answerProb[cell] = outcomes.answerProb[row]!;
        found.logitDiff[cell] = outcomes.logitDiff[row]!;
        found.answerRank[cell] = outcomes.answerRank[row]!;
        found.top10Entropy[cell] = outcomes.top10Entropy[row]!;
        found.answerLogProb[cell] = outcomes.answerLogProb[row]!;
        found.kl[cell] = outcomes.kl[row]!;
      });
    }
  };
  await Promise.all(Array.from({ length: input.atOnce }, work));
  return found;
}

interface Run {
  readonly pack: Pack;
  /** Of each sequence of the run, its cell of the outcomes: intervention · P + prompt. */
  readonly cells: Int32Array;
}

/** Changed residuals held at a time: 64 MiB. */
const PANEL_VALUES = 2 ** 24;

/** Fills in how large the changes were on the way. */
function* planRuns(changes: readonly Change[], input: SweepInput, found: SweepOutcomes): Generator<Run> {
  const { prompts, width } = input;
  for (const own of panels(input, changes.length)) {
    const cells = Int32Array.from(changes.flatMap((_, i) => own.map((prompt) => i * prompts.length + prompt)));
    const values = changedResiduals(changes, prompts, cells, found);
    const lengths = Array.from(cells, (cell) => prompts[cell % prompts.length]!.resid.length / width);
    for (const pack of packRuns({ values, width, lengths }, input.limits))
      yield { pack, cells: pack.sequences.map((sequence) => cells[sequence]!) };
  }
}

/** Prompts whose changes are held together: of about equal length, those that share their first positions as neighbours. */
function panels({ prompts, width }: SweepInput, changes: number): number[][] {
  const lengths = prompts.map(({ resid }) => resid.length / width);
  return lengthClasses(lengths).flatMap((own) => {
    const longest = Math.max(...own.map((prompt) => lengths[prompt]!));
    const most = Math.max(1, Math.floor(PANEL_VALUES / (changes * longest * width)));
    const [{ sequences }] = packRuns(
      unchanged(
        own.map((prompt) => prompts[prompt]!),
        width,
      ),
      UNLIMITED,
    ) as [Pack];
    const count = Math.ceil(own.length / most);
    const edge = (panel: number): number => Math.floor((panel * own.length) / count);
    return Array.from({ length: count }, (_, panel) =>
      Array.from(sequences.subarray(edge(panel), edge(panel + 1)), (i) => own[i]!),
    );
  });
}

/** The prompts' own residuals. */
export function unchanged(prompts: readonly SteeredPrompt[], width: number): Sequences {
  const values = new Float32Array(prompts.reduce((sum, { resid }) => sum + resid.length, 0));
  let at = 0;
  for (const { resid } of prompts) {
    values.set(resid, at);
    at += resid.length;
  }
  return { values, width, lengths: prompts.map(({ resid }) => resid.length / width) };
}

/** Residuals of the cells, one after another. */
function changedResiduals(
  changes: readonly Change[],
  prompts: readonly SteeredPrompt[],
  cells: Int32Array,
  found: SweepOutcomes,
): Float32Array {
  const values = new Float32Array(cells.reduce((sum, cell) => sum + prompts[cell % prompts.length]!.resid.length, 0));
  let at = 0;
  for (const cell of cells) {
    const prompt = cell % prompts.length;
    const end = at + prompts[prompt]!.resid.length;
    const measured = changes[Math.floor(cell / prompts.length)]!(prompt, values.subarray(at, end));
    found.deltaRatio[cell] = measured?.ratio ?? Number.NaN;
    found.deltaCosine[cell] = measured?.cosine ?? Number.NaN;
    found.belowZero[cell] = measured?.belowZero ?? Number.NaN;
    at = end;
  }
  return values;
}
