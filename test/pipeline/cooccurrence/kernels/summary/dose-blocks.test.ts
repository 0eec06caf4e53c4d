import { describe, expect, it } from 'vitest';
import {
  doseBlocks,
  OUTCOMES,
  type SteeringRows,
} from '../../../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';

const set = (set_id: number) => ({ set_id, arm: 'within', cluster: 1, size: 2, feature_ids: [1, 2] });
const SETS = [set(3), set(7)];

/** mode, scaling, factor, set, prompt of each row; damage is the row's number. */
function rows(list: readonly (readonly [string, string, number, number, number])[]): SteeringRows {
  const numbers = Float64Array.from(list, (_, i) => i);
  return {
    ...(Object.fromEntries(OUTCOMES.map((name) => [name, numbers])) as Record<(typeof OUTCOMES)[number], Float64Array>),
    mode: list.map(([mode]) => mode),
    scaling: list.map(([, scaling]) => scaling),
    factor: Float64Array.from(list, ([, , factor]) => factor),
    set_id: Int32Array.from(list, ([, , , id]) => id),
    prompt_id: Int32Array.from(list, ([, , , , prompt]) => prompt),
  };
}

describe('blocks of doses', () => {
  it('hold the sets of one mode, scaling and factor, with damage [S, P]', () => {
    const blocks = doseBlocks(
      rows([
        ['seed', 'none', 1, 3, 4],
        ['seed', 'none', 1, 3, 9],
        ['seed', 'none', 1, 7, 4],
        ['seed', 'none', 1, 7, 9],
        ['seed', 'none', 2, 7, 4],
        ['seed', 'none', 2, 7, 9],
      ]),
      SETS,
    );
    expect(blocks.map(({ factor, sets }) => [factor, sets.map(({ set_id: id }) => id)])).toEqual([
      [1, [3, 7]],
      [2, [7]],
    ]);
    expect(blocks.map(({ damage }) => Array.from(damage.kl))).toEqual([
      [0, 1, 2, 3],
      [4, 5],
    ]);
    expect(Array.from(blocks[0].promptIds)).toEqual([4, 9]);
  });
  it('hold sets of an arm that met some of the prompts, all as many, beside the pool that met all', () => {
    const sets = [set(1), set(2), { ...set(3), arm: 'pool' }];
    const [block] = doseBlocks(
      rows([
        ['seed', 'none', 1, 1, 4],
        ['seed', 'none', 1, 1, 9],
        ['seed', 'none', 1, 2, 9],
        ['seed', 'none', 1, 2, 11],
        ['seed', 'none', 1, 3, 4],
        ['seed', 'none', 1, 3, 9],
        ['seed', 'none', 1, 3, 11],
      ]),
      sets,
    );
    expect(Array.from(block.promptIds)).toEqual([4, 9, 11]);
    expect(block.partial).toEqual([true, true, false]);
    const none = Number.NaN;
    expect(Array.from(block.damage.kl)).toEqual([0, 1, none, none, 2, 3, 4, 5, 6]);
  });
  it('are none of nothing', () => expect(doseBlocks(rows([]), [])).toEqual([]));
  it('refuse sets with other prompts, a missing one, and a set that is not there', () => {
    const first = [
      ['seed', 'none', 1, 3, 4],
      ['seed', 'none', 1, 3, 9],
    ] as const;
    expect(() => doseBlocks(rows([...first, ['seed', 'none', 1, 7, 4]]), SETS)).toThrow(
      'set 7 has 1 prompts, expected 2',
    );
    expect(() => doseBlocks(rows([...first, ['seed', 'none', 1, 7, 4], ['seed', 'none', 1, 7, 4]]), SETS)).toThrow(
      'twice',
    );
    const pool = [SETS[0], { ...set(7), arm: 'pool' }];
    expect(() => doseBlocks(rows([...first, ['seed', 'none', 1, 7, 4]]), pool)).toThrow(
      'set 7 has 1 prompts, expected 2',
    );
    expect(() => doseBlocks(rows([['seed', 'none', 1, 5, 4]]), SETS)).toThrow('no set 5');
  });
});
