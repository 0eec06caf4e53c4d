import { describe, expect, it } from 'vitest';
import { BOTH, NO_TASK, read, SHORT } from './long-form.ts';

describe('the short form', () => {
  it('is short for one dictionary named sae and the analysis that the list marks', () => {
    const long = `${NO_TASK}task: { file: t.csv }
dictionaries: { sae: { path: sa } }
analyses: { together: { on: [sae], preset: seed-exact } }`;
    expect(read(SHORT)).toEqual(read(long));
  });

  it('keeps its blocks at the top beside the long form', () => {
    const top = read(`${BOTH}preset: recommended\nnetwork: { threshold: 0.9 }\nanalyses: [together]`);
    const below = read(`${BOTH}analyses: { together: { preset: recommended, network: { threshold: 0.9 } } }`);
    expect(top).toEqual(below);
    expect(top.analyses.together.settings).toMatchObject({ network: { threshold: 0.9 } });
  });

  it('merges a block of both places leaf by leaf', () => {
    const study = read(
      `${BOTH}network: { threshold: 0.9 }\nanalyses: { together: { preset: recommended, network: { top: 3 } } }`,
    );
    expect(study.analyses.together.settings.network).toEqual({ threshold: 0.9, top: 3 });
  });
});

it.each([
  [
    'a leaf in both places',
    `${BOTH}network: { threshold: 0.9 }\nanalyses: { together: { preset: recommended, network: { threshold: 0.8 } } }`,
    /^x\.yaml: analyses\.together\.network\.threshold: given at the top too, expected one of the two/,
  ],
  [
    'a preset in both places',
    `${BOTH}preset: recommended\nanalyses: { together: { preset: recommended } }`,
    /^x\.yaml: analyses\.together\.preset: given at the top too/,
  ],
  [
    'a block at the top of an analysis that is not on',
    `${NO_TASK}network: { threshold: 0.9 }\nanalyses: [weights]`,
    /^x\.yaml: network\.threshold: given, but the analysis together is not on/,
  ],
  [
    'a preset at the top of an analysis that is not on',
    `${NO_TASK}preset: recommended\nanalyses: [weights]`,
    /^x\.yaml: preset: given, but the analysis together is not on/,
  ],
  [
    'an unknown analysis',
    `${BOTH}analyses: [togehter]`,
    /^x\.yaml: analyses\.togehter: unknown analysis, expected one of weights, together, prompts, paths\. Did you mean together\?/,
  ],
  ['analyses that are no list', `${BOTH}analyses: together`, /analyses: "together", expected a list of analyses or/],
  ['no analysis', `${BOTH}analyses: []`, /analyses: \[\], expected at least one of weights, together/],
  ['an analysis without keys', `${BOTH}analyses: { weights: }`, /analyses\.weights: null, expected a mapping of keys/],
  ['sae beside dictionaries', `${BOTH}sae: { path: s }\npreset: recommended`, /sae: given beside dictionaries/],
  [
    'dictionaries that are no map',
    `${NO_TASK}dictionaries: [a]\nanalyses: [weights]`,
    /dictionaries: \["a"\], expected a mapping of names/,
  ],
  [
    'an unknown key under an analysis',
    `${BOTH}analyses: { together: { preset: recommended, netwrok: {} } }`,
    /^x\.yaml: analyses\.together\.netwrok: unknown key, expected one of on, preset, attribution, network\. Did you mean network\?/,
  ],
  [
    'a wrong type under an analysis',
    `${BOTH}analyses: { together: { preset: recommended, network: { threshold: high } } }`,
    /^x\.yaml: analyses\.together\.network\.threshold: "high", expected a number/,
  ],
])('refuses %s', (_, text, message) => {
  expect(() => read(text)).toThrow(message);
});
