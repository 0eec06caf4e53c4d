import { expect, it } from 'vitest';
import {
  directionAblation,
  slotMeans,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/direction-ablation.ts';

/** Two prompts of three positions; slots 0, 1 and 1 again; position 0 is left out. */
const source = {
  slots: { count: 2, of: [Int32Array.of(0, 1, 1), Int32Array.of(0, 1, 1)] },
  width: 2,
  prompts: [{ resid: Float32Array.of(1, 1, 2, 3, 4, 5) }, { resid: Float32Array.of(1, 1, 6, 7, 8, 1) }],
  skip: 1,
};
const [x, y] = [Float64Array.of(1, 0), Float64Array.of(0, 1)];

function changed(change: (prompt: number, into: Float32Array) => unknown, prompt: number): number[] {
  const into = new Float32Array(6);
  change(prompt, into);
  return [...into];
}

it('has the mean of every position of a slot', () => {
  expect([...slotMeans(source)]).toEqual([1, 1, 5, 4]);
});

it('puts the mean along a direction, and nothing else', () => {
  const { drop, keep } = directionAblation(source);
  expect(changed(drop([x]), 0)).toEqual([1, 1, 5, 3, 5, 5]);
  expect(changed(keep([x]), 0)).toEqual([1, 1, 2, 4, 4, 4]);
  expect(changed(drop([x, y]), 1)).toEqual([1, 1, 5, 4, 5, 4]);
});

it('changes nothing with nothing taken out or all kept; keeping none is taking out all', () => {
  const { drop, keep } = directionAblation(source);
  for (const prompt of [0, 1]) {
    expect(changed(drop([]), prompt)).toEqual([...source.prompts[prompt].resid]);
    expect(changed(keep([x, y]), prompt)).toEqual([...source.prompts[prompt].resid]);
    expect(changed(keep([]), prompt)).toEqual(changed(drop([x, y]), prompt));
  }
});
