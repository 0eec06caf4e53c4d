import { describe, expect, it } from 'vitest';
import { blockedPairs } from '../../../../src/methods/stats/correlation/blocked-pairs.ts';
import { centred, uncentred } from '../../../../src/methods/stats/correlation/columns.ts';
import {
  centredCells,
  columnAt,
  spreadOut,
  uncentredCells,
} from '../../../../src/methods/stats/correlation/scattered-columns.ts';
import { sparseMatrix } from '../../../../src/methods/stats/sparse-matrix.ts';
import { plainProduct } from '../plain-product.ts';
import { sparseExample } from './sparse-example.ts';

const { dense, sparse } = sparseExample(70, 60);

describe.each([
  ['centred', centred, centredCells],
  ['uncentred', uncentred, uncentredCells],
] as const)('%s columns of a sparse matrix', (_, plain, scattered) => {
  it('are those of the filled one to the bit', () => {
    const [wanted, found] = [plain(dense), scattered(sparse)];
    expect(spreadOut(found)).toEqual(wanted);
    expect(columnAt(found, 3, new Float64Array(70))).toEqual(columnAt(wanted, 3, new Float64Array(0)));
    expect(spreadOut(wanted)).toBe(wanted);
  });

  it('correlate as those do, by the sparse way and by blocks', async () => {
    for (const most of [5, 1000]) {
      const rule = { levels: [0.3, 0.5], floors: [0.3, 0.4], strict: true, sign: 'absolute', most, df: 68 } as const;
      const [wanted, found] = [plain(dense), scattered(sparse)].map((own) => blockedPairs(own, rule, plainProduct));
      expect(await found).toEqual(await wanted);
    }
  });
});

it('refuses a cell that is not finite, and a single row', () => {
  const one = (value: number) => ({ row: Int32Array.of(1), col: Int32Array.of(2), value: Float64Array.of(value) });
  expect(() => centredCells(sparseMatrix(3, 4, one(Infinity)))).toThrow('Infinity in row 1, column 2');
  expect(() => centredCells(sparseMatrix(1, 0, { row: Int32Array.of(), col: Int32Array.of(), value: Float64Array.of() }))).toThrow('1 rows'); // biome-ignore format: one line
});
