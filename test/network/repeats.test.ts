import { describe, expect, it } from 'vitest';
import { StudyError } from '../../src/errors.ts';
import { modularity } from '../../src/network/modularity.ts';
import { repeatOn, subsampledNetworks } from '../../src/network/repeats.ts';
import { random } from '../../src/random.ts';
import { graphOf, oracle } from './oracle.ts';

const weighted = oracle.graphs.find((graph) => graph.name === 'tree 2 3, two weights') as (typeof oracle.graphs)[0];

describe('repeatOn', () => {
  it('reports the modularity of what it clustered, weighted or not', () => {
    const graph = graphOf(weighted);
    const options = { resolution: 1, seed: 1 };
    const one = repeatOn(graph, 'leiden', { ...options, weighted: true });
    expect(one.modularity).toBe(modularity(graph, one.cluster));
    const two = repeatOn(graph, 'leiden', { ...options, weighted: false });
    expect(two.modularity).toBe(modularity(graphOf({ ...weighted, weights: undefined }), two.cluster));
    expect(one.modularity).not.toBe(two.modularity);
  });
});

describe('subsampledNetworks', () => {
  const rng = random(1, 'values');
  const matrix = { rows: 20, cols: 6, values: Float64Array.from({ length: 120 }, () => rng.normal()) };
  const strata = Array.from({ length: 20 }, (_, row) => `s${row % 2}`);
  const rule = { threshold: 0.2, strict: false, sign: 'absolute' } as const;

  it('draws other prompts each time, the same for the same seed', () => {
    const draw = (seed: number) => subsampledNetworks(matrix, strata, rule, { count: 3, share: 0.8, seed });
    const [one, two] = draw(1);
    expect(one).not.toEqual(two);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('refuses strata of the wrong number, and too few prompts as something the user can mend', () => {
    const options = { count: 1, share: 0.8, seed: 1 };
    expect(() => subsampledNetworks(matrix, ['a'], rule, options)).toThrow('1 strata');
    expect(() => subsampledNetworks(matrix, strata, rule, { ...options, share: 0.05 })).toThrow(StudyError);
  });
});
