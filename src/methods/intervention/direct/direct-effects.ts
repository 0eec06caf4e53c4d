/**
 * What removing one feature from one prompt does to the contrast, in total and with parts of later layers held (direct-graph.ts): the unchanged
 * residual runs in the same batch, and an effect is its value less the changed one's, so that removing nothing is 0 to the bit. A feature that
 * is silent where it would be removed changes nothing and is not run; what stands before a feature's first change is the unchanged
 * prompt's and is computed with it, once a run (packed-batch.ts). F features, P prompts, T positions, D width.
 */

import { concatenated } from '../../../concatenated.ts';
import { residualSite } from '../../../engine/dictionary/dictionary.ts';
import { weightBytesOf } from '../../../engine/onnx/live.ts';
import { floats } from '../../../engine/onnx/runtime.ts';
import { packRuns, UNLIMITED } from '../../../engine/passes/packed-batch.ts';
import { openSession, packFeeds } from '../../../engine/passes/pass.ts';
import { rowLimit } from '../../../engine/passes/run-limits.ts';
import type { Subject } from '../../../engine/passes/subject.ts';
import { batchBytes, DEFAULT_MEMORY_BYTES } from '../../../memory-budget.ts';
import type { Change } from '../change.ts';
import type { SteeredPrompt } from '../modes.ts';
import { unchanged } from '../run-changes.ts';
import { directGraph, type Effect, runsOf } from './direct-graph.ts';

/** Of the rows of a run, one in so many may be of unchanged prompts. */
const CLEAN_SHARE = 16;

/** [F, P] row-major, logits: how far the contrast falls. */
export type Effects<Name extends string> = Readonly<Record<Name, Float64Array>>;

interface EffectsInput<Name extends Effect> {
  /** Those to find; what none of them needs is not run. */
  readonly effects: readonly Name[];
  readonly inputs: Subject;
  readonly prompts: readonly SteeredPrompt[];
  /** u of each prompt, [D]. */
  readonly contrasts: readonly Float32Array[];
  /** One change a feature. */
  readonly changes: readonly Change[];
  /** Whether a feature's change does anything on a prompt. */
  readonly acts: (feature: number, prompt: number) => boolean;
  readonly threads: number;
  /** What the whole run may hold in memory; 4 GiB unless given. */
  readonly memoryBytes?: number;
  /** Called once for each prompt. */
  readonly advance: () => void;
}

export async function directEffects<Name extends Effect>(input: EffectsInput<Name>): Promise<Effects<Name>> {
  const { effects, inputs, prompts, contrasts, changes, memoryBytes = DEFAULT_MEMORY_BYTES } = input;
  const width = inputs.model.config.dModel;
  const found = Object.fromEntries(
    effects.map((name) => [name, new Float64Array(changes.length * prompts.length)]),
  ) as Record<Name, Float64Array>;
  const graph = directGraph(inputs.architecture, residualSite(inputs.dictionary), effects);
  const most = Math.ceil(rowLimit(width, batchBytes(memoryBytes, weightBytesOf(graph))) / runsOf(effects));
  const session = await openSession(inputs, graph, input.threads);
  for (const group of groupsOf(prompts, width, most / CLEAN_SHARE)) {
    for (const cells of cellsOf(input, group, most)) {
      const parts = [...group.map((prompt) => prompts[prompt].resid), ...cells.map(({ changed }) => changed)];
      const promptOf = [...group, ...cells.map(({ prompt }) => prompt)];
      const lengths = parts.map((own) => own.length / width);
      const [pack] = packRuns({ values: concatenated(Float32Array, parts), width, lengths }, UNLIMITED);
      const { sequences, place, source, ends } = pack;
      const time = place.length / ends.length;
      const clean = sequences.map((sequence) => sequences.indexOf(group.indexOf(promptOf[sequence])));
      const counterpart = source.map((at) => place[clean[Math.floor(at / time)] * time + (at % time)]);
      const u = concatenated(
        Float32Array,
        Array.from(sequences, (sequence) => contrasts[promptOf[sequence]]),
      );
      const results = await session.run({
        ...packFeeds(pack, width),
        unchanged: { data: clean, dims: [clean.length] },
        counterpart: { data: counterpart, dims: [counterpart.length] },
        contrast: { data: u, dims: [sequences.length, width] },
      });
      for (const name of effects) {
        const column = floats(results, name);
        sequences.forEach((sequence, b) => {
          if (sequence < group.length) return;
          const { feature, prompt } = cells[sequence - group.length];
          found[name][feature * prompts.length + prompt] = column[clean[b]] - column[b];
        });
      }
    }
    for (const _ of group) input.advance();
  }
  await session.release();
  return found;
}

/** Prompts that run together, those that share their beginnings as neighbours, with about `rows` positions of their own. */
function groupsOf(prompts: readonly SteeredPrompt[], width: number, rows: number): number[][] {
  const groups: number[][] = [];
  let held = 0;
  for (const prompt of packRuns(unchanged(prompts, width), UNLIMITED).flatMap(({ sequences }) => [...sequences])) {
    const own = prompts[prompt].resid.length / width;
    const group = groups.at(-1);
    if (group === undefined || held + own > rows) {
      groups.push([prompt]);
      held = own;
    } else {
      group.push(prompt);
      held += own;
    }
  }
  return groups;
}

interface Cell {
  readonly feature: number;
  readonly prompt: number;
  /** [T, D] */
  readonly changed: Float32Array;
}

/** Removals from the prompts of a group, with their unchanged rows within `most` rows a run, at least one removal each. */
function* cellsOf(
  { inputs, prompts, changes, acts }: EffectsInput<Effect>,
  group: readonly number[],
  most: number,
): Generator<Cell[]> {
  const width = inputs.model.config.dModel;
  const positions = (resid: Float32Array): number => resid.length / width;
  const clean = group.reduce((sum, prompt) => sum + positions(prompts[prompt].resid), 0);
  let cells: Cell[] = [];
  let held = clean;
  for (const [feature, change] of changes.entries())
    for (const prompt of group) {
      if (!acts(feature, prompt)) continue;
      const { resid } = prompts[prompt];
      const changed = new Float32Array(resid.length);
      change(prompt, changed);
      const rows = positions(resid) - sharedPositions(changed, resid, width);
      if (cells.length > 0 && held + rows > most) {
        yield cells;
        cells = [];
        held = clean;
      }
      cells.push({ feature, prompt, changed });
      held += rows;
    }
  if (cells.length > 0) yield cells;
}

/** How many positions of two residuals are equal from the first on. */
function sharedPositions(a: Float32Array, b: Float32Array, width: number): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return Math.floor((at < 0 ? a.length : at) / width);
}
