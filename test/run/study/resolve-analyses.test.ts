import { describe, expect, it } from 'vitest';
import { BOTH, NO_TASK, read, SHORT } from './long-form.ts';

const contrastOf = (text: string, analysis: string) =>
  (read(text).analyses[analysis].settings.attribution as { contrast: string }).contrast;

describe('which analyses are on', () => {
  it('those listed, in the order of the file, after those that a task implies', () => {
    const text = `${BOTH}preset: recommended\nanalyses: [paths, weights, together]`;
    expect(Object.keys(read(text).analyses)).toEqual(['prompts', 'paths', 'weights', 'together']);
  });

  it('a list of names is short for a map with defaults', () => {
    expect(read(`${NO_TASK}analyses: [weights]`)).toEqual(read(`${NO_TASK}analyses: { weights: {} }`));
  });

  it('a task may be left out where none needs it, and nothing is then implied', () => {
    expect(read(`${NO_TASK}analyses: [weights]`).analyses).toEqual({ weights: { on: [], settings: { most: 5 } } });
  });
});

describe('a shared leaf', () => {
  it('is that of the preset where nothing is written', () => {
    expect(contrastOf(SHORT, 'prompts')).toBe('foil');
    expect(contrastOf(`${BOTH}preset: seed-exact\nanalyses: [together, paths]`, 'paths')).toBe('foil');
    expect(contrastOf(`${BOTH}analyses: [paths]`, 'paths')).toBe('others');
  });

  it('at the top is that of every analysis, whether the marked one is on or not', () => {
    const top = `${BOTH}attribution: { contrast: top }\n`;
    for (const analysis of ['prompts', 'paths', 'together'])
      expect(contrastOf(`${top}preset: seed-exact\nanalyses: [paths, together]`, analysis)).toBe('top');
    expect(contrastOf(`${top}analyses: [paths]`, 'paths')).toBe('top');
  });

  it('under an analysis is that of the analysis alone', () => {
    const text = `${BOTH}attribution: { contrast: top }
analyses: { paths: { attribution: { contrast: foil } }, together: { preset: recommended, attribution: { contrast: others } } }`;
    expect(contrastOf(text, 'paths')).toBe('foil');
    expect(contrastOf(text, 'together')).toBe('others');
    expect(contrastOf(text, 'prompts')).toBe('top');
  });
});

it.each([
  [
    'no preset where one is needed',
    `${BOTH}analyses: [together]`,
    /analyses\.together\.preset: missing, expected seed-exact or recommended/,
  ],
  [
    'a preset of an analysis that has none',
    `${NO_TASK}analyses: { weights: { preset: recommended } }`,
    /analyses\.weights\.preset: unknown key, expected one of text, most/,
  ],
  ['no task where one is needed', `${NO_TASK}sae: { path: s }\nanalyses: [paths]`, /task: missing, expected a mapping/],
  [
    'no dictionary where one is needed',
    `${NO_TASK}task: { file: t }\nanalyses: [paths]`,
    /sae: missing, expected a mapping/,
  ],
  [
    'dictionaries of an analysis that reads none',
    `${BOTH}analyses: { weights: { on: a } }`,
    /analyses\.weights\.on: "a", expected no dictionaries/,
  ],
  [
    'keys under an implied analysis',
    `${BOTH}analyses: { prompts: { attribution: { contrast: foil } }, weights: {} }`,
    /attribution: a key under an analysis that has none, expected such keys at the top/,
  ],
  [
    'a shared leaf that none reads',
    `${NO_TASK}attribution: { bos: in }\nanalyses: [weights]`,
    /attribution\.bos: given, but the analysis together is not on/,
  ],
])('refuses %s', (_, text, message) => {
  expect(() => read(text)).toThrow(message);
});
