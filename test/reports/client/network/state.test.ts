import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../../reports/client/network/address.ts';
import { createStore, type View } from '../../../../reports/client/network/state.ts';
import { addressOf } from '../../../../reports/client/view-address.ts';
import { START } from './small-network.ts';

const KNOWN = {
  colours: ['cluster', 'degree'],
  sizes: ['same', 'neighbours'],
  nulls: ['all', 'rotation'],
  ids: new Set([1, 2, 3]),
};

describe('the view and its history', () => {
  it('undoes step by step', () => {
    const store = createStore(START);
    store.change({ selected: 1 });
    store.change({ sign: 'positive' });
    store.undo();
    expect(store.view).toEqual({ ...START, selected: 1 });
    store.undo();
    expect(store.view).toEqual(START);
    expect(store.canUndo).toBe(false);
    store.undo();
    expect(store.view).toEqual(START);
  });

  it('takes a slide as one step', () => {
    const store = createStore(START);
    for (const threshold of [0.71, 0.72, 0.73]) store.change({ threshold }, true);
    store.change({ threshold: 0.73 });
    store.undo();
    expect(store.view.threshold).toBe(0.7);
  });

  it('does not count a change to the same view', () => {
    const store = createStore(START);
    store.change({ sign: 'all' });
    expect(store.canUndo).toBe(false);
  });
});

describe('the address', () => {
  it('gives back every view it was made from', () => {
    const view: View = {
      ...START,
      threshold: 0.82,
      sign: 'negative',
      ceiling: 0.95,
      q: '≤ 0.05',
      nulls: 'rotation',
      repeats: 'in 80 %',
      colour: 'degree',
      size: 'same',
      selected: 3,
      ego: true,
      kept: true,
      mode: 'graph and matrix',
      pinned: [1, 2],
      names: { 1: 'names & <b>sports</b>' },
      notes: { 2: 'look again' },
      groups: [{ name: 'a "group"', ids: [1, 3] }],
    };
    expect(readAddress(addressOf(view, 'network', START), 'network', START, KNOWN)).toEqual(view);
  });

  it('is empty at the start', () => {
    expect(addressOf(START, 'network', START)).toBe('');
  });

  it('ignores what it does not know, thresholds below the stored one, and other addresses', () => {
    expect(
      readAddress(
        '#network?colour=<script>&threshold=0.2&ceiling=2&nulls=none&q=x&selected=99&pinned=[7,%22x%22]&names={%2299%22:%22a%22,%221%22:5}&notes=[&groups=[1,null]&new=1',
        'network',
        START,
        KNOWN,
      ),
    ).toEqual(START);
    expect(readAddress('#clusters', 'network', START, KNOWN)).toEqual(START);
    expect(readAddress('#network?selected=3', 'layer_4-network', START, KNOWN)).toEqual(START);
  });
});
