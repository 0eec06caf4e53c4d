import { describe, expect, it } from 'vitest';
import { PairList } from '../../../../src/methods/stats/correlation/pair-list.ts';

describe('PairList', () => {
  it('keeps what was pushed through growth', () => {
    const list = new PairList();
    for (let i = 0; i < 5000; i++) list.push(i, i + 1, i / 2);
    expect(list.length).toBe(5000);
    for (const i of [0, 1023, 1024, 4999]) expect([list.a[i], list.b[i], list.value[i]]).toEqual([i, i + 1, i / 2]);
  });

  it('drops by magnitude, keeps order, and takes more afterwards', () => {
    const list = new PairList();
    for (const value of [0.5, -0.75, 0.25, 0.5]) list.push(list.length, 9, value);
    list.dropBelow(0.5);
    list.push(7, 8, 1);
    expect([...list.a.subarray(0, list.length)]).toEqual([0, 1, 3, 7]);
    expect([...list.value.subarray(0, list.length)]).toEqual([0.5, -0.75, 0.5, 1]);
    list.dropBelow(Infinity);
    expect(list.length).toBe(0);
  });
});
