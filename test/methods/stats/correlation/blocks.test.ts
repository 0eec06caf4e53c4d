import { describe, expect, it } from 'vitest';
import { eachBlock } from '../../../../src/methods/stats/correlation/blocks.ts';
import { centred } from '../../../../src/methods/stats/correlation/columns.ts';
import { pairProduct } from '../../../../src/methods/stats/correlation/pairs.ts';
import { random } from '../../../../src/random.ts';
import { plainProduct } from '../plain-product.ts';

const rng = random(11, 'blocks');
const columns = centred({ rows: 9, cols: 10, values: Float64Array.from({ length: 90 }, () => rng.normal()) });

/** How often each pair a < b was seen, and the largest deviation of its product. */
async function seen(sizes: { rows: number; cols: number }) {
  const times = new Map<string, number>();
  let worst = 0;
  await eachBlock(
    columns,
    plainProduct,
    (products, top, left, cols) => {
      products.forEach((value, at) => {
        const [a, b] = [top + Math.floor(at / cols), left + (at % cols)];
        if (a >= b) return;
        times.set(`${a} ${b}`, (times.get(`${a} ${b}`) ?? 0) + 1);
        worst = Math.max(worst, Math.abs(value - pairProduct(columns, a, b)));
      });
    },
    sizes,
  );
  return { times, worst };
}

describe('eachBlock', () => {
  it.each([
    { rows: 1, cols: 1 },
    { rows: 3, cols: 4 },
    { rows: 4, cols: 3 },
    { rows: 10, cols: 10 },
    { rows: 64, cols: 64 },
  ])('shows every pair once, within float32, in blocks of $rows × $cols', async (sizes) => {
    const { times, worst } = await seen(sizes);
    expect(times.size).toBe(45);
    expect(new Set(times.values())).toEqual(new Set([1]));
    expect(worst).toBeLessThan(1e-6);
  });

  it('shows nothing without columns', async () => {
    const empty = centred({ rows: 3, cols: 0, values: new Float64Array(0) });
    let blocks = 0;
    await eachBlock(empty, plainProduct, () => blocks++);
    expect(blocks).toBe(0);
  });
});
