import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { removedGradients } from '../../../../../pipeline/cooccurrence/kernels/interaction/removed-gradients.ts';
import type { Subject } from '../../../../../src/engine/passes/subject.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { engineInputs } from '../../../../engine.ts';

let subject: Subject;
beforeAll(async () => {
  subject = await engineInputs();
});

/** Prompts 2 and 0 in one batch, 1 in another; the gradient of prompt p at position t is 100 p + 10 t + 1, … */
function attributed(width: number) {
  const folder = openShards(mkdtempSync(join(tmpdir(), 'cofire-')), 'attribute', 'f'.repeat(64), {
    batches: [
      { rows: [2, 0], lengths: [2, 3] },
      { rows: [1], lengths: [1] },
    ],
  });
  const of = (prompt: number, length: number) =>
    Array.from(
      { length: length * width },
      (_, i) => 100 * prompt + 10 * Math.floor(i / width) + 1 + (i % width) / 1000,
    );
  const write = (index: number, prompts: readonly (readonly [number, number])[]) => {
    const data = Float32Array.from(prompts.flatMap(([prompt, length]) => of(prompt, length)));
    const dims = [data.length / width, width];
    const [ids, lengths] = [prompts.map(([id]) => id), prompts.map(([, length]) => length)];
    folder.write(index, {
      prompt: { data: Int32Array.from(ids), dims: [ids.length] },
      length: { data: Int32Array.from(lengths), dims: [ids.length] },
      gradient: { data, dims },
      resid: { data: new Float32Array(data.length), dims },
    });
  };
  write(0, [
    [2, 2],
    [0, 3],
  ]);
  write(1, [[1, 1]]);
  return { folder, of };
}

it('are those of the kept prompts alone, one after another in their order, whatever batch each was in', () => {
  const width = subject.model.config.dModel;
  const { folder, of } = attributed(width);
  const { data, dims } = removedGradients(folder, [3, 1, 2], [1, 2], subject);
  expect(dims).toEqual([3, width]);
  expect(data).toEqual(Float32Array.from([...of(1, 1), ...of(2, 2)]));
  expect(removedGradients(folder, [3, 1, 2], [], subject).dims).toEqual([0, width]);
});
