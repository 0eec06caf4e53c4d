import { describe, expect, it } from 'vitest';
import { applyPush, type Push, type SteeringPositions } from '../../src/steering/apply.ts';

const prompt = {
  resid: Float32Array.of(1, 1, 2, 2, 3, 3),
  active: new Map([
    [7, [1]],
    [8, [1, 2]],
  ]),
};
const push: Push = {
  featureIds: [7, 8],
  directions: [Float32Array.of(1, 0), Float32Array.of(0, 1)],
  sum: Float32Array.of(1, 1),
  coefficient: -2,
};
const steered = (positions: SteeringPositions, hasBos = true, own: Push = push): number[] => {
  const into = new Float32Array(6);
  applyPush(prompt, own, positions, hasBos, into);
  return Array.from(into);
};

describe('applyPush', () => {
  it('adds c·Σd at every position, BOS included', () => expect(steered('all')).toEqual([-1, -1, 0, 0, 1, 1]));
  it('leaves position 0 alone under non-bos, when a BOS stands there', () => {
    expect(steered('non-bos')).toEqual([1, 1, 0, 0, 1, 1]);
    expect(steered('non-bos', false)).toEqual(steered('all'));
  });
  it('touches the last position only under final', () => expect(steered('final')).toEqual([1, 1, 2, 2, 1, 1]));
  it('adds each direction where its own feature is active', () =>
    expect(steered('active')).toEqual([1, 1, 0, 0, 3, 1]));
  it('changes nothing at dose 0, to the bit', () => {
    for (const positions of ['all', 'non-bos', 'final', 'active'] as const) {
      expect(steered(positions, true, { ...push, coefficient: 0 })).toEqual(Array.from(prompt.resid));
    }
  });
});
