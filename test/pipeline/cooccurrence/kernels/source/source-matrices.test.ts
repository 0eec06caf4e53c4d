import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { genericCodes, taskCodes } from '../../../../../pipeline/cooccurrence/kernels/source/source-matrices.ts';
import { genericTarget } from '../../../../../pipeline/cooccurrence/kernels/transfer/targets.ts';
import { type NodeMember, NodeMembers } from '../../../../../pipeline/cooccurrence/kernels/units/node-members.ts';
import { openEncoder } from '../../../../../src/engine/passes/encoder.ts';
import { openResiduals } from '../../../../../src/engine/passes/residuals.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineStudy } from '../../../../engine.ts';

const LIMITS = { threads: 1, memoryBytes: 2 ** 30 };

it('taskCodes: one code a prompt by the rule, of the asked features alone, nothing of a position that is left out', () => {
  const codes = {
    prompt_id: Int32Array.of(0, 0, 0, 1),
    position: Int32Array.of(0, 1, 2, 1),
    feature_id: Int32Array.of(4, 4, 4, 9),
    activation: Float32Array.of(8, 1, 2, 5),
    attribution: new Float32Array(4).fill(-1),
  };
  const of = (ids: number[], rule: 'sum' | 'last', excludeFirst: boolean, nodes: NodeMember[] = []) => [
    ...taskCodes(codes, Int32Array.from(ids), new NodeMembers(nodes), { rule, excludeFirst, lengths: [3, 2] }).values,
  ];
  expect(of([4, 9], 'sum', true)).toEqual([3, 0, 0, 5]);
  expect(of([4, 9], 'sum', false)).toEqual([11, 0, 0, 5]);
  expect(of([9], 'last', true)).toEqual([0, 5]);
  expect(of([3, 4], 'last', true)).toEqual([0, 2, 0, 0]);
  expect(of([4], 'sum', true, [{ feature_id: 4, node: 4 }, { feature_id: 9, node: 4 }])).toEqual([3, 5]); // biome-ignore format: one line
});

it('genericCodes: the codes of every position of every piece after the BOS', async () => {
  const subject = await openSubject(await engineStudy());
  const corpus = join(temporaryFolder(), 'g.txt');
  writeFileSync(corpus, 'a cde f\nbcd\n');
  const features = [1, 3, 4];
  const matrix = await genericCodes(subject, corpus, { features, parts: [[0], [1], [2]] }, 5, LIMITS);
  if (typeof matrix === 'string') throw new Error(matrix);
  const tokenizer = await subject.tokenizer();
  const bos = [tokenizer.bosTokenId ?? -1];
  const { nPositions } = subject.model.config;
  const { prompts } = genericTarget('a cde f\nbcd\n', 'g.txt', { nPositions, bos }, tokenizer, 5);
  const reader = await openResiduals(subject, prompts.map(({ tokens }) => Int32Array.from(tokens)), 1); // biome-ignore format: one line
  const encoder = await openEncoder(subject, 1);
  const wanted: number[] = [];
  for (const p of prompts.keys()) {
    const { starts, feature, activation } = await encoder.encode(await reader.read({ rows: [p] }));
    for (let t = 1; t + 1 < starts.length; t++)
      for (const id of features) {
        const at = feature.subarray(starts[t], starts[t + 1]).indexOf(id);
        wanted.push(at < 0 ? 0 : activation[starts[t] + at]);
      }
  }
  await reader.release();
  await encoder.release();
  expect([matrix.rows * 3, matrix.cols]).toEqual([wanted.length, 3]);
  expect(wanted.some((code) => code > 0)).toBe(true);
  wanted.forEach((code, k) => expect(matrix.values[k]).toBeCloseTo(code, 4));
  const merged = await genericCodes(subject, corpus, { features, parts: [[0], [1, 2]] }, 5, LIMITS);
  if (typeof merged === 'string') throw new Error(merged);
  expect(merged.cols).toBe(2);
  for (let row = 0; row < merged.rows; row++)
    expect(merged.values[2 * row + 1]).toBe(matrix.values[3 * row + 1] + matrix.values[3 * row + 2]);
  expect(await genericCodes(subject, undefined, { features, parts: [[0], [1], [2]] }, 5, LIMITS)).toBe(
    'the study names no generic text',
  );
});
