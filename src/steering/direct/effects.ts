/**
 * What removing one feature from one prompt does to the contrast, in total, frozen and direct (direct-graph.ts): the unchanged residual
 * runs in the same batch, and an effect is its value less the changed one's, so that removing nothing is 0 to the bit. A feature that
 * is silent where it would be removed changes nothing and is not run; what stands before a feature's first change is the unchanged
 * prompt's and is computed with it, once a run (pack.ts). F features, P prompts, T positions, D width.
 */
import { batchBytes, DEFAULT_MEMORY_BYTES } from '../../memory-budget.ts';
import type { Inputs } from '../../model/inputs.ts';
import { floats, Session } from '../../onnx/runtime.ts';
import { weightBytesOf } from '../../onnx/weight-bytes.ts';
import type { SteeredPrompt } from '../apply.ts';
import type { Change } from '../change.ts';
import { packRuns, UNLIMITED } from '../pack.ts';
import { packFeeds } from '../pack-feeds.ts';
import { rowLimit } from '../run-limits.ts';
import { directGraph } from './direct-graph.ts';

/** A row runs whole and once more with later layers held. */
const RUNS = 2;

export const EFFECTS = ['total', 'frozen', 'direct'] as const;
export type Effect = (typeof EFFECTS)[number];

/** [F, P] row-major, logits: how far the contrast falls. */
export type Effects = Readonly<Record<Effect, Float64Array>>;

export interface EffectsInput {
  readonly inputs: Inputs;
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

export async function directEffects(input: EffectsInput): Promise<Effects> {
  const { inputs, prompts, contrasts, changes, memoryBytes = DEFAULT_MEMORY_BYTES } = input;
  const width = inputs.model.config.dModel;
  const found = Object.fromEntries(
    EFFECTS.map((name) => [name, new Float64Array(changes.length * prompts.length)]),
  ) as Record<Effect, Float64Array>;
  const graph = directGraph(inputs.architecture, inputs.sae.config.hook.blocksBefore);
  const most = rowLimit(width, batchBytes(memoryBytes, weightBytesOf(graph)) / RUNS);
  const session = await Session.create(graph, { folder: inputs.folder, threads: input.threads, prepack: false });
  for (const [prompt, { resid }] of prompts.entries()) {
    const length = resid.length / width;
    const features = changes.map((_, feature) => feature).filter((feature) => input.acts(feature, prompt));
    const changed = features.map((feature) => {
      const own = new Float32Array(resid.length);
      changes[feature](prompt, own);
      return own;
    });
    const rows = changed.map((own) => length - sharedPositions(own, resid, width));
    for (const [from, to] of runsOf(rows, most - length)) {
      const values = joined([resid, ...changed.slice(from, to)]);
      const [pack] = packRuns({ values, width, lengths: new Int32Array(to - from + 1).fill(length) }, UNLIMITED);
      const results = await session.run({
        ...packFeeds(pack, width),
        position: { data: pack.source.map((place) => place % length), dims: [pack.source.length] },
        contrast: { data: contrasts[prompt], dims: [1, width] },
        clean: { data: resid, dims: [1, length, width] },
      });
      const unchanged = pack.sequences.indexOf(0);
      for (const name of EFFECTS) {
        const column = floats(results, name);
        pack.sequences.forEach((sequence, b) => {
          if (sequence > 0)
            found[name][features[from + sequence - 1] * prompts.length + prompt] = column[unchanged] - column[b];
        });
      }
    }
    input.advance();
  }
  await session.release();
  return found;
}

/** How many positions of two residuals are equal from the first on. */
function sharedPositions(a: Float32Array, b: Float32Array, width: number): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return Math.floor((at < 0 ? a.length : at) / width);
}

/** Neighbours whose rows stay within a limit, at least one a run: [from, to) of each run. */
function runsOf(rows: readonly number[], limit: number): [number, number][] {
  const runs: [number, number][] = [];
  let held = 0;
  rows.forEach((own, i) => {
    const run = runs.at(-1);
    if (run === undefined || held + own > limit) {
      runs.push([i, i + 1]);
      held = own;
    } else {
      run[1] = i + 1;
      held += own;
    }
  });
  return runs;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
