import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../../reports/client/layered/address.ts';
import { stops } from '../../../../reports/client/layered/rank-slider.ts';
import { startOf, type View } from '../../../../reports/client/layered/view.ts';
import { addressOf } from '../../../../reports/client/view-address.ts';
import { layeredFile } from '../../../../reports/layered/layered-file.ts';
import { causalDrawing } from '../../layered/drawings.ts';

const file = layeredFile(causalDrawing(), '0.1.0');
const start = startOf(file);
const [a, b] = file.graph.nodes.map((node) => node.id);

describe('the address of a view', () => {
  it('is empty at the start, and gives the view back', () => {
    expect(addressOf(start, 'g', start)).toBe('');
    const view: View = {
      threshold: 0.125,
      limits: [0.5],
      hiddenKinds: [1],
      selected: a,
      pinned: [a, b],
      pinnedOnly: true,
      path: 0,
    };
    expect(readAddress(addressOf(view, 'g', start), 'g', file)).toEqual(view);
  });

  it.each([
    '#other?threshold=0.5',
    '#g?threshold=-1&limits=["x"]&hiddenKinds=[7,"a",0.5]&selected=nobody&pinned=["x",1]&pinnedOnly=yes&path=9',
    '#g?limits={&pinned=5&path=[]&threshold=1e999',
  ])('ignores what is unknown or malformed: %s', (hash) => {
    expect(readAddress(hash, 'g', file)).toEqual(start);
  });
});

describe('the stops of a slider', () => {
  it('are the values themselves, sorted, without nulls and repeats', () => {
    expect(stops([3, null, 1, 3, 2])).toEqual([1, 2, 3]);
  });

  it('are evenly spread over the ranks of many values, the largest among them', () => {
    const many = stops(Array.from({ length: 5000 }, (_, at) => at ** 2));
    expect(many).toHaveLength(200);
    expect([many[0], many.at(-1)]).toEqual([0, 4999 ** 2]);
  });
});
