import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../../../../pipeline/cooccurrence/kernels/transfer/targets.ts';
import {
  askedOf,
  planTransfer,
  targetsOf,
  transferChanges,
} from '../../../../../pipeline/cooccurrence/kernels/transfer/transfer-plan.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import type { Change } from '../../../../../src/methods/intervention/change.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineStudy } from '../../../../engine.ts';

const prompt = { tokens: [1], template: '', answer: null, foil: null, accepted: [0] };
const target = (count: number): Target => ({ kind: 'task', name: 't', prompts: Array(count).fill(prompt) });
const clustered = [
  { feature_id: 9, cluster: 2 },
  { feature_id: 30, cluster: 2 },
  { feature_id: 4, cluster: 5 },
];

describe('planTransfer', () => {
  const plan = planTransfer([target(2), target(3)], clustered, 1);

  it('numbers the features by id, and has those of each cluster by place', () => {
    expect(plan).toMatchObject({ clusters: [2, 5], features: [4, 9, 30], places: [[1, 2], [0]], skip: 1 });
  });

  it('asks every prompt with nothing taken out and with each cluster', () => {
    expect(askedOf(plan)).toEqual(Array(3).fill(Int32Array.of(0, 1, 2, 3, 4)));
    const changes: Change[] = [() => null, () => null, () => null];
    const taken: number[][] = [];
    const drop = (features: ArrayLike<number>): Change => changes[taken.push(Array.from(features)) - 1];
    expect(transferChanges(plan, { drop, keep: drop })).toEqual(changes);
    expect(taken).toEqual([[], [1, 2], [0]]);
  });

  it('asks nothing without clusters, and without another place', () => {
    expect(askedOf(planTransfer([target(2)], [], 0))).toEqual([]);
    expect(askedOf(planTransfer([], clustered, 0))).toEqual([]);
  });
});

describe('targetsOf', () => {
  const folder = temporaryFolder();
  const task = [
    { prompt_id: 0, answer: 'b', answer_token: 25, foil: null, foil_token: null, accepted_tokens: [25], n_tokens: 2, answer_rank: 0, tokens: [47, 1] }, // biome-ignore format: one line
  ];
  const words = [{ template: '{}', answer: 'b', subject: 'a' }];
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const rule = { contrast: 'mean-of-others', seed: 1 } as const;
  const known = async () => ({ task, words, taskFile: '/x/task.csv', subject: await openSubject(await engineStudy()) });

  it('is the task, each file, and the text, in order; each file told apart by its subjects', async () => {
    const wording = file('w.csv', 'prompt,answer,subject\nc a,b,a\na d,c,a\n');
    const others = file('o.csv', 'prompt,answer,subject\nc e,b,e\na d,c,a\n');
    const corpus = file('g.txt', 'abc\n');
    const found = await targetsOf({ ...(await known()), files: [wording, others], corpus }, rule);
    expect(found.map(({ kind, name, prompts }) => [kind, name, prompts.length])).toEqual([
      ['task', 'task.csv', 1],
      ['template', 'w.csv', 2],
      ['subjects', 'o.csv', 2],
      ['generic', 'g.txt', 1],
    ]);
    expect(found[1].prompts[0].answer).toEqual({ word: 'b', token: 25 });
    const bos = found[1].prompts[0].tokens[0];
    for (const { prompts } of found) for (const { tokens } of prompts) expect(tokens[0]).toBe(bos);
  });

  it('is nothing where nothing stands beside the task', async () => {
    expect(await targetsOf({ ...(await known()), files: [], corpus: undefined }, rule)).toEqual([]);
  });

  it('refuses a file that no contrast can be made of', async () => {
    const single = file('s.csv', 'prompt,answer\na,b\nc,b\n');
    const asked = targetsOf({ ...(await known()), files: [single], corpus: undefined }, rule);
    await expect(asked).rejects.toThrow('s.csv: 1 distinct answer, expected at least two');
  });
});
