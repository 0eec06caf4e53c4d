import { describe, expect, it } from 'vitest';
import { featureLabels } from '../../../../../pipeline/cooccurrence/kernels/names/feature-labels.ts';

const answer = (hits: number, prompts = 18, of = 100) => ({ answer: 'basketball', hits, prompts, of });
const fired = (token: string, share: number) => ({ token, share });
const SOURCES = {
  file: new Map([[1, 'mine']]),
  neuronpedia: new Map([
    [1, 'theirs'],
    [2, 'theirs too'],
  ]),
  answers: new Map([1, 2, 4, 6, 7].map((id) => [id, answer(18)])).set(5, answer(10)),
  fired: new Map([
    [4, fired(' of', 1)],
    [5, fired(' of', 0.5)],
    [6, fired(':', 0.9849)],
    [7, fired('\n\n', 0.75)],
    [3, fired('the', 0.4999)],
  ]),
  promoted: new Map([[3, [' tennis', ' ', 'golf', ' boxing']]]),
  suppressed: new Map([[3, [' rugby']]]),
};
const feature = (feature_id: number, constant = false, before_difference = false) => ({ feature_id, node: feature_id, members: 1, constant, before_difference }); // biome-ignore format: one line
const one = (asked: ReturnType<typeof feature>, sources = SOURCES) => {
  const [{ label, source, share }] = featureLabels([asked], sources, null);
  return [label, source, share];
};

describe('what a feature is called', () => {
  it('is the file’s word first, then Neuronpedia’s', () => {
    expect(one(feature(1))).toEqual(['mine', 'file', null]);
    expect(one(feature(2))).toEqual(['theirs too', 'neuronpedia', null]);
  });

  it('is then the answer that it speaks for, where recall is half way from chance to all', () => {
    expect(one(feature(4))).toEqual(['basketball 18/18', 'answer', 1]);
    expect(one(feature(5))).toEqual(["fires on ' of' (50 %)", 'token', 0.5]);
    const half = (hits: number) => ({ ...SOURCES, answers: new Map([[5, answer(hits, 50)]]) });
    expect(one(feature(5), half(37))[1]).toBe('token');
    expect(one(feature(5), half(38))).toEqual(['basketball 38/50', 'answer', 0.76]);
  });

  it('is the token for a feature that cannot tell prompts apart, whatever its values do', () => {
    expect(one(feature(6, true, true))).toEqual(["fires on ':' (98 %), constant", 'token', 0.9849]);
    expect(one(feature(6, false, true))[0]).toBe("fires on ':' (98 %), before prompts differ");
    expect(one(feature(7, true))[0]).toBe("fires on '↵↵' (75 %), constant");
  });

  it('is else what it promotes over what it suppresses, white space shown', () => {
    expect(one(feature(3))).toEqual(['tennis, ␣, golf over rugby', 'promoted', null]);
    expect(one(feature(3), { ...SOURCES, suppressed: new Map() })[0]).toBe('tennis, ␣, golf');
  });

  it('comes with a link where the SAE has a set on Neuronpedia', () => {
    const [{ link }] = featureLabels([feature(7)], SOURCES, 'gpt2-small/7-res-jb');
    expect(link).toBe('https://www.neuronpedia.org/gpt2-small/7-res-jb/7');
    expect(featureLabels([feature(7)], SOURCES, null)[0].link).toBeNull();
  });

  it('is that of the strongest of copies that are one node, but for the answer that the node speaks for', () => {
    const merged = { ...feature(3), node: 0, members: 4 };
    const found = featureLabels([merged], { ...SOURCES, neuronpedia: new Map() }, 'set');
    expect(found).toMatchObject([{ feature_id: 0, label: 'tennis, ␣, golf over rugby (4 copies)' }]);
    expect(found[0].link).toMatch(/\/3$/);
    const speaks = { ...SOURCES, answers: new Map([[0, answer(18)]]) };
    expect(featureLabels([merged], speaks, null)[0].label).toBe('basketball 18/18 (4 copies)');
  });
});
