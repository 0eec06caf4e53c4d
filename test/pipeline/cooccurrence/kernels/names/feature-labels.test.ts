import { describe, expect, it } from 'vitest';
import { featureLabels } from '../../../../../pipeline/cooccurrence/kernels/names/feature-labels.ts';

const SOURCES = {
  file: new Map([[1, 'mine']]),
  neuronpedia: new Map([
    [1, 'theirs'],
    [2, 'theirs too'],
  ]),
  tokens: new Map([
    [1, [' a']],
    [3, [' tennis', ' ', 'golf', ' boxing']],
  ]),
};

describe('what a feature is called', () => {
  it('is the file’s word first, then Neuronpedia’s, then the tokens it promotes, white space shown', () => {
    expect(featureLabels([1, 2, 3], SOURCES, null).map(({ label, source }) => [label, source])).toEqual([
      ['mine', 'file'],
      ['theirs too', 'neuronpedia'],
      ['tennis, ␣, golf', 'tokens'],
    ]);
  });

  it('comes with a link where the SAE has a set on Neuronpedia', () => {
    const [{ link }] = featureLabels([7], SOURCES, 'gpt2-small/7-res-jb');
    expect(link).toBe('https://www.neuronpedia.org/gpt2-small/7-res-jb/7');
    expect(featureLabels([7], SOURCES, null)[0].link).toBeNull();
  });
});
