/**
 * Positions that one intervention computes on some prompts. Prompts that begin alike share what stands under the same push
 * (steering/pack.ts), and what stands before the first change is shared with all other interventions of a run, so it is left out here. The
 * prompts' tokens tell, before anything is run: equal tokens so far are equal residuals.
 */
import { lengthClasses } from '../../../../src/engine/passes/batches.ts';
import { packRuns, UNLIMITED } from '../../../../src/engine/passes/packed-batch.ts';
import type { Sequences } from '../../../../src/engine/passes/prefix-tree.ts';

interface PackedRowsInput {
  /** Tokens of each prompt. */
  readonly tokens: readonly ArrayLike<number>[];
  /** First position that is changed in a prompt of some length. */
  first(length: number): number;
  /** Prompts whose changes are held together (panelPrompts of sweep.ts), at most. */
  readonly together: number;
}

/** @param prompts indices of the prompts that the intervention is run on */
export function packedRows({ tokens, first, together }: PackedRowsInput, prompts: ArrayLike<number>): number {
  const own = Array.from(prompts, (prompt) => tokens[prompt]);
  const most = Math.max(1, Math.ceil((together * own.length) / tokens.length));
  let rows = 0;
  for (const members of lengthClasses(own.map(({ length }) => length))) {
    const alike = members.map((i) => own[i]);
    const [{ sequences: order }] = packRuns(sequencesOf(alike), UNLIMITED);
    const count = Math.ceil(order.length / most);
    const edge = (panel: number): number => Math.floor((panel * order.length) / count);
    for (let panel = 0; panel < count; panel++) {
      const held = Array.from(order.subarray(edge(panel), edge(panel + 1)), (i) => alike[i]);
      const [{ source, sequences, place }] = packRuns(sequencesOf(held), UNLIMITED);
      const time = place.length / sequences.length;
      for (const at of source) {
        const { length } = held[sequences[Math.floor(at / time)]];
        if (at % time >= first(length)) rows++;
      }
    }
  }
  return rows;
}

/** Tokens as vectors of one number. */
function sequencesOf(tokens: readonly ArrayLike<number>[]): Sequences {
  const lengths = tokens.map(({ length }) => length);
  const values = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const ids of tokens) for (let t = 0; t < ids.length; t++) values[at++] = ids[t];
  return { values, width: 1, lengths };
}
