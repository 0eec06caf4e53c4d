import { describe, expect, it } from 'vitest';
import { CATEGORIES, PUBLISHED } from '../../../../pipeline/cooccurrence/claims/published.ts';
import { wassermanFaust } from '../../../../src/methods/graph/centrality/closeness.ts';

const published = (key: string) => PUBLISHED.find((row) => row.key === key)?.value ?? Number.NaN;

describe('the published figures', () => {
  it('are listed once each, in words of their own', () => {
    expect(new Set(PUBLISHED.map(({ key }) => key)).size).toBe(PUBLISHED.length);
    expect(new Set(PUBLISHED.map(({ category, figure }) => `${category}/${figure}`)).size).toBe(PUBLISHED.length);
    expect(new Set(PUBLISHED.map(({ category }) => category))).toEqual(new Set(CATEGORIES));
  });

  it('agree with each other: answers with prompts, degrees with neighbours, closeness with distances and the component', () => {
    const answers = PUBLISHED.filter(({ key }) => key.startsWith('answer '));
    expect(answers).toHaveLength(published('answers'));
    expect(answers.reduce((sum, { value }) => sum + value, 0)).toBe(published('prompts'));
    for (const feature of [14968, 22789, 3259, 21858, 2360]) {
      expect(published(`degree ${feature}`)).toBeCloseTo(published(`neighbours ${feature}`) / 174, 6);
      const closeness = wassermanFaust(
        published(`distances ${feature}`),
        published('giant component'),
        published('features'),
      );
      expect(published(`closeness ${feature}`)).toBeCloseTo(closeness, 6);
    }
    expect(published('df within')).toBe(published('kept features') - published('kept clusters'));
  });
});
