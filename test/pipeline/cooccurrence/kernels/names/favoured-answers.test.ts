import { describe, expect, it } from 'vitest';
import { favouredAnswers } from '../../../../../pipeline/cooccurrence/kernels/names/favoured-answers.ts';

const ANSWERS = ['golf', 'golf', 'golf', 'tennis', 'tennis', 'boxing'];
/** Values of one feature over the prompts, the last prompt first. */
function favouredBy(values: readonly number[]) {
  const on = values.flatMap((value, prompt) => (value === 0 ? [] : [{ value, prompt }])).reverse();
  const cells = { prompt_id: Int32Array.from(on, ({ prompt }) => prompt), feature_id: Int32Array.from(on, () => 4), value: Float64Array.from(on, ({ value }) => value) }; // biome-ignore format: one line
  return favouredAnswers(cells, ANSWERS).get(4);
}

describe('the answer that a feature speaks for', () => {
  it('has the largest mean, with those of its prompts among as many of the largest values', () => {
    expect(favouredBy([1, 2, 3, 0, 0, 0])).toEqual({ answer: 'golf', hits: 3, prompts: 3, of: 6 });
    expect(favouredBy([9, 1, 1, 2, 2, 0])).toEqual({ answer: 'golf', hits: 1, prompts: 3, of: 6 });
    expect(favouredBy([1, 1, 1, 5, 4, 0])).toEqual({ answer: 'tennis', hits: 2, prompts: 2, of: 6 });
  });

  it('counts no value that is not above 0: a silent prompt is not found', () => {
    expect(favouredBy([9, 0, 0, -1, 0, 0])).toEqual({ answer: 'golf', hits: 1, prompts: 3, of: 6 });
  });

  it('is none where no mean is above 0, nor one that a single prompt has', () => {
    expect(favouredBy([-1, -1, -1, -2, 0, 0])).toBeUndefined();
    expect(favouredBy([0, 0, 0, 0, 0, 7])).toBeUndefined();
  });
});
