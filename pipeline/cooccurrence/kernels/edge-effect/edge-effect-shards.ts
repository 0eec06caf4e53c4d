/**
 * One source a shard: it is taken out by mean ablation (mean-ablation.ts), the gradient is taken again at the residual without it, and
 * the shard holds what that changes of f_j·(d_j·g), codes as they were, for each of its targets on every prompt where the target has a value:
 *
 *   before = Σ f_j s (d_j·g)      change = Σ f_j s (d_j·(g′ − g))
 *
 * over the codes that make the value (target-cells.ts), s the position's own unit; in float64. g is the one that stage `attribute`
 * stored. Where taking the source out leaves a prompt as it is, the change is 0 and nothing is computed.
 */
import { concatenated, split, startsOf } from '../../../../src/concatenated.ts';
import { decoderRows } from '../../../../src/engine/dictionary/decoder-rows.ts';
import { openGradient } from '../../../../src/methods/attribution/contrast-gradient.ts';
import type { Shard } from '../../../../src/run/shards.ts';
import type { ShardEngine, ShardMaker } from '../../../../src/run/stage.ts';
import { readAblation } from '../relevance/ablation-shards.ts';
import type { PlannedSource, StoredEdgeEffect } from './edge-effect-plan.ts';
import type { TargetCells } from './target-cells.ts';

/** @param gradient of every prompt, one after another, times the position's own unit, [ΣT, D] */
export function cellMaterial({ place, prompt, position, code }: TargetCells, gradient: Float32Array): Shard {
  const list = (data: Float32Array | Int32Array) => ({ data, dims: [data.length] });
  return {
    ...{ cell_place: list(place), cell_prompt: list(prompt), cell_position: list(position), cell_code: list(code) },
    gradient: list(gradient),
  };
}

export async function openEdgeEffects(
  { features, sources, skip, most }: StoredEdgeEffect,
  material: Shard,
  { subject, threads }: ShardEngine,
): Promise<ShardMaker> {
  const { steered, ablation } = await readAblation(material, subject, features, skip);
  const { prompts, contrasts } = steered;
  const width = subject.model.config.dModel;
  const lengths = prompts.map(({ resid }) => resid.length / width);
  const before = split(material.gradient.data as Float32Array, lengths, width);
  const rows = concatenated(Float32Array, [...(await decoderRows(subject.sae, features)).values()]);
  const cells = readCells(material);
  const runner = await openGradient(subject, threads, most);

  /** Gradient without the source of each prompt on which that changes anything, times the position's own unit. */
  const without = async ({ members }: PlannedSource, on: readonly number[]): Promise<Map<number, Float32Array>> => {
    const change = ablation.drop(members);
    const changed = on.flatMap((prompt) => {
      const into = new Float32Array(prompts[prompt].resid.length);
      change(prompt, into);
      return into.every((value, i) => value === prompts[prompt].resid[i]) ? [] : [{ prompt, resid: into }];
    });
    const own = changed.map(({ prompt }) => contrasts.subarray(prompt * width, (prompt + 1) * width));
    const found = await runner.at(
      changed.map(({ prompt }) => lengths[prompt]),
      concatenated(Float32Array, changed.map(({ resid }) => resid)), // biome-ignore format: one line
      concatenated(Float32Array, own),
    );
    const starts = startsOf(changed.map(({ prompt }) => lengths[prompt]), width); // biome-ignore format: one line
    return new Map(
      changed.map(({ prompt }, k) => {
        const g = found.subarray(starts[k], starts[k] + lengths[prompt] * width);
        const { scales } = prompts[prompt];
        return [prompt, scales === undefined ? g : g.map((value, i) => value * scales[Math.floor(i / width)])];
      }),
    );
  };

  return {
    async make(index) {
      const source = sources[index];
      const wanted = source.targets.map(({ members }) => members.flatMap((place) => cells.get(place) ?? []));
      const on = [...new Set(wanted.flat().map(({ prompt }) => prompt))].sort((a, b) => a - b);
      const after = await without(source, on);
      const found = { target: [] as number[], prompt: [] as number[], before: [] as number[], change: [] as number[] };
      wanted.forEach((own, target) => {
        for (const prompt of [...new Set(own.map((cell) => cell.prompt))].sort((a, b) => a - b)) {
          let [whole, change] = [0, 0];
          for (const { place, position, code } of own.filter((cell) => cell.prompt === prompt)) {
            const [g, other] = [before[prompt], after.get(prompt) ?? before[prompt]];
            for (let d = 0, at = position * width; d < width; d++, at++) {
              const weight = code * rows[place * width + d];
              whole += weight * g[at];
              change += weight * (other[at] - g[at]);
            }
          }
          found.target.push(target);
          found.prompt.push(prompt);
          found.before.push(whole);
          found.change.push(change);
        }
      });
      const dims = [found.target.length];
      return {
        target: { data: Int32Array.from(found.target), dims },
        prompt: { data: Int32Array.from(found.prompt), dims },
        before: { data: Float64Array.from(found.before), dims },
        change: { data: Float64Array.from(found.change), dims },
      };
    },
    release: () => runner.release(),
  };
}

interface Cell {
  readonly place: number;
  readonly prompt: number;
  readonly position: number;
  readonly code: number;
}

/** By place. */
function readCells(material: Shard): Map<number, Cell[]> {
  const [prompt, position, code] = [material.cell_prompt.data, material.cell_position.data, material.cell_code.data];
  const found = new Map<number, Cell[]>();
  material.cell_place.data.forEach((place, k) => {
    const own = found.get(place) ?? [];
    found.set(place, own);
    own.push({ place, prompt: prompt[k], position: position[k], code: code[k] });
  });
  return found;
}
