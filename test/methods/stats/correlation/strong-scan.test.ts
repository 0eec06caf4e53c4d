import { describe, expect, it } from 'vitest';
import { centred } from '../../../../src/methods/stats/correlation/columns.ts';
import { pairProduct } from '../../../../src/methods/stats/correlation/pairs.ts';
import {
  CELLS,
  marginOf,
  type ScanRule,
  StrongScan,
  WEAK,
} from '../../../../src/methods/stats/correlation/strong-scan.ts';
import { random } from '../../../../src/random.ts';

const rng = random(3, 'scan');
const columns = centred({ rows: 8, cols: 5, values: Float64Array.from({ length: 40 }, () => rng.normal()) });
const exact = Float32Array.from({ length: 25 }, (_, at) => pairProduct(columns, Math.floor(at / 5), at % 5));
const pairs = [...exact.keys()].filter((at) => Math.floor(at / 5) < at % 5);
const RULE: ScanRule = { levels: [0.1, 0.2], strict: true, sign: 'absolute', floors: [0.2], most: 100 };
const ignore = () => undefined;

const ascending = (x: number, y: number) => x - y;

/** Where the scan's candidates stand in `exact`; it gives them in no order. */
function positions({ strong }: StrongScan): number[] {
  return Array.from(strong.a.subarray(0, strong.length), (a, i) => 5 * a + strong.b[i]).sort(ascending);
}

describe('StrongScan', () => {
  it.each(['absolute', 'positive'] as const)('finds pairs a < b of either sign and counts by sign %s', (sign) => {
    const passed: [number, number][] = [];
    const scan = new StrongScan(columns, { ...RULE, sign }, (a, b, levels) => passed.push([5 * a + b, levels]));
    scan.block(exact, 0, 0, 5);
    expect(positions(scan)).toEqual(pairs.filter((at) => Math.abs(exact[at]) > 0.2));
    const strength = (at: number) => (sign === 'absolute' ? Math.abs(exact[at]) : exact[at]);
    const over = (level: number) => pairs.filter((at) => strength(at) > level);
    expect([...scan.counts()]).toEqual([over(0.1).length, over(0.2).length]);
    expect(passed.sort(([x], [y]) => x - y)).toEqual(over(0.1).map((at) => [at, strength(at) > 0.2 ? 2 : 1]));
  });

  it('sums |r| of each column, and counts each pair that is not weak in one cell', () => {
    const scan = new StrongScan(columns, RULE, ignore);
    scan.block(exact, 0, 0, 5);
    for (let column = 0; column < 5; column++) {
      const wanted = pairs
        .filter((at) => Math.floor(at / 5) === column || at % 5 === column)
        .reduce((sum, at) => sum + Math.abs(exact[at]), 0);
      expect(scan.sums[column]).toBeCloseTo(wanted, 12);
    }
    const counted = pairs.map((at) => Math.abs(exact[at])).filter((strength) => strength >= WEAK);
    expect(counted.length).toBeLessThan(pairs.length);
    const cells = counted.map((strength) => Math.floor(strength * CELLS));
    expect([...scan.cells.keys()].filter((cell) => scan.cells[cell] > 0)).toEqual(
      [...new Set(cells)].sort((a, b) => a - b),
    );
  });

  it('decides levels in float64 within the margin, whatever float32 says', () => {
    const strengths = pairs.map((at) => Math.abs(pairProduct(columns, Math.floor(at / 5), at % 5)));
    // A level exactly at each |r| in turn: strict leaves it out, the other takes it.
    for (const [k, level] of strengths.entries()) {
      for (const offset of [-9e-6, 9e-6]) {
        const off = exact.map((value) => value + Math.sign(value) * offset);
        const counts = [true, false].map((strict) => {
          const scan = new StrongScan(columns, { ...RULE, levels: [level], strict }, ignore);
          scan.block(off, 0, 0, 5);
          return scan.counts()[0];
        });
        const over = strengths.filter((strength) => strength > level).length;
        expect(counts, `pair ${k}`).toEqual([over, over + 1]);
      }
    }
  });

  it('raises the floor to the lowest step that leaves at most the given number', () => {
    const strengths = pairs.map((at) => Math.abs(exact[at])).sort((x, y) => y - x);
    const floors = [0.05, 0.15, 0.25, 0.35, 0.45];
    for (let most = 1; most <= pairs.length; most++) {
      const scan = new StrongScan(columns, { ...RULE, floors, most }, ignore);
      for (let row = 0; row < 5; row++) scan.block(exact.slice(5 * row, 5 * row + 5), row, 0, 5);
      const wanted = floors.findIndex((floor) => strengths.filter((s) => s >= floor - marginOf(8)).length <= most);
      expect(scan.floor).toBe(wanted < 0 ? floors.length : wanted);
      expect(scan.strong.length).toBeLessThanOrEqual(most);
    }
  });

  it('places a block by its corner', () => {
    const scan = new StrongScan(columns, { ...RULE, floors: [1e-4] }, ignore);
    scan.block(exact.slice(3, 5), 0, 3, 2);
    expect(positions(scan)).toEqual([3, 4]);
  });

  it('bounds the float32 error of longer columns by their length', () => {
    expect(marginOf(8)).toBe(1e-5);
    expect(marginOf(1e6)).toBeCloseTo(1_000_003 / 2 ** 24, 12);
  });
});
