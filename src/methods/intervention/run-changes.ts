/**
 * Runs interventions on prompts, each on all of them or on its own, in runs of the graph that mix prompts and interventions of any length. Positions
 * that are equal after all that came before them (an intervention's first tokens in prompts that begin alike, or what stands before
 * the first change in one prompt under many interventions) are computed once a run (packed-batch.ts).
 * I interventions, P prompts, T positions, D width.
 */

import { concatenated } from '../../concatenated.ts';
import { lengthClasses } from '../../engine/passes/batches.ts';
import type { OutcomeRunner } from '../../engine/passes/outcomes.ts';
import { type Pack, packRuns, type RunLimits, UNLIMITED } from '../../engine/passes/packed-batch.ts';
import type { Sequences } from '../../engine/passes/prefix-tree.ts';
import type { Change } from './change.ts';
import type { SteeredPrompt } from './modes.ts';

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

/** One value a cell: every intervention's prompts, one intervention after another; [I, P] row-major where each has all. */
export interface SweepOutcomes {
  readonly answerProb: Float32Array;
  readonly logitDiff: Float32Array;
  readonly answerRank: Int32Array;
  readonly top10Entropy: Float32Array;
  readonly answerLogProb: Float32Array;
  readonly kl: Float32Array;
  /** How large the intervention was (change.ts); NaN where a measure has no meaning or was not asked for. */
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

/** @param on prompts of each intervention, ascending; all of them where it is left out */
export async function sweep(
  runner: Pick<OutcomeRunner, 'runPacked'>,
  changes: readonly Change[],
  input: SweepInput,
  on?: readonly Int32Array[],
): Promise<SweepOutcomes> {
  const table = cellTable(changes.length, input.prompts.length, on);
  const found = emptyOutcomes(table.cells.length);
  // One plan whatever the number of runs at once; each worker takes the next run from it.
  const runs = planRuns(changes, input, table, found);
  const work = async (): Promise<void> => {
    for (let next = runs.next(); next.done !== true; next = runs.next()) {
      const { pack, cells } = next.value;
      const prompts = cells.map((cell) => table.cells[cell].prompt);
      const outcomes = await runner.runPacked(pack, prompts);
      cells.forEach((cell, row) => {
        found.answerProb[cell] = outcomes.answerProb[row];
        found.logitDiff[cell] = outcomes.logitDiff[row];
        found.answerRank[cell] = outcomes.answerRank[row];
        found.top10Entropy[cell] = outcomes.top10Entropy[row];
        found.answerLogProb[cell] = outcomes.answerLogProb[row];
        found.kl[cell] = outcomes.kl[row];
      });
    }
  };
  await Promise.all(Array.from({ length: input.atOnce }, work));
  return found;
}

interface Cell {
  readonly intervention: number;
  readonly prompt: number;
}

interface CellTable {
  /** In the order of the outcomes. */
  readonly cells: readonly Cell[];
  /** Index of each cell, [I, P]; -1 where the intervention is not run on the prompt. */
  readonly at: Int32Array;
}

function cellTable(interventions: number, prompts: number, on?: readonly Int32Array[]): CellTable {
  const everyone = Int32Array.from({ length: prompts }, (_, prompt) => prompt);
  const at = new Int32Array(interventions * prompts).fill(-1);
  const cells: Cell[] = [];
  for (let intervention = 0; intervention < interventions; intervention++) {
    for (const prompt of on?.[intervention] ?? everyone)
      at[intervention * prompts + prompt] = cells.push({ intervention, prompt }) - 1;
  }
  return { cells, at };
}

interface Run {
  readonly pack: Pack;
  /** Of each sequence of the run, its cell of the outcomes. */
  readonly cells: Int32Array;
}

/** Changed residuals held at a time: 64 MiB. */
const PANEL_VALUES = 2 ** 24;

/** Fills in how large the changes were on the way. */
function* planRuns(
  changes: readonly Change[],
  input: SweepInput,
  { cells: all, at }: CellTable,
  found: SweepOutcomes,
): Generator<Run> {
  const { prompts, width } = input;
  for (const own of panels(input, all.length)) {
    const cells = Int32Array.from(
      changes.flatMap((_, i) => own.map((prompt) => at[i * prompts.length + prompt])).filter((cell) => cell >= 0),
    );
    if (cells.length === 0) continue;
    const values = changedResiduals(changes, prompts, all, cells, found);
    const lengths = Array.from(cells, (cell) => prompts[all[cell].prompt].resid.length / width);
    for (const pack of packRuns({ values, width, lengths }, input.limits))
      yield { pack, cells: pack.sequences.map((sequence) => cells[sequence]) };
  }
}

/** Prompts whose changes are held together, for changes to each. @param values of one prompt, longest × width */
export function panelPrompts(values: number, changes = 64): number {
  return Math.max(1, Math.floor(PANEL_VALUES / (changes * values)));
}

/** The panels: prompts of about equal length, those that share their first positions as neighbours. */
function panels({ prompts, width }: SweepInput, cells: number): number[][] {
  const changes = Math.ceil(cells / prompts.length);
  const lengths = prompts.map(({ resid }) => resid.length / width);
  return lengthClasses(lengths).flatMap((own) => {
    const longest = Math.max(...own.map((prompt) => lengths[prompt]));
    const most = panelPrompts(longest * width, changes);
    const [{ sequences }] = packRuns(
      unchanged(
        own.map((prompt) => prompts[prompt]),
        width,
      ),
      UNLIMITED,
    ) as [Pack];
    const count = Math.ceil(own.length / most);
    const edge = (panel: number): number => Math.floor((panel * own.length) / count);
    return Array.from({ length: count }, (_, panel) =>
      Array.from(sequences.subarray(edge(panel), edge(panel + 1)), (i) => own[i]),
    );
  });
}

/** The prompts' own residuals. */
export function unchanged(prompts: readonly SteeredPrompt[], width: number): Sequences {
  const values = concatenated(
    Float32Array,
    prompts.map(({ resid }) => resid),
  );
  return { values, width, lengths: prompts.map(({ resid }) => resid.length / width) };
}

/** Residuals of the cells, one after another. */
function changedResiduals(
  changes: readonly Change[],
  prompts: readonly SteeredPrompt[],
  all: readonly Cell[],
  cells: Int32Array,
  found: SweepOutcomes,
): Float32Array {
  const values = new Float32Array(cells.reduce((sum, cell) => sum + prompts[all[cell].prompt].resid.length, 0));
  let at = 0;
  for (const cell of cells) {
    const { intervention, prompt } = all[cell];
    const end = at + prompts[prompt].resid.length;
    const measured = changes[intervention](prompt, values.subarray(at, end));
    found.deltaRatio[cell] = measured?.ratio ?? Number.NaN;
    found.deltaCosine[cell] = measured?.cosine ?? Number.NaN;
    found.belowZero[cell] = measured?.belowZero ?? Number.NaN;
    at = end;
  }
  return values;
}
