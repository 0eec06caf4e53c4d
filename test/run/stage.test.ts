import { describe, expect, it } from 'vitest';
import { type Sharded, type ShardPlan, sharded, stage } from '../../src/run/stage.ts';
import { optional, rows, shards } from '../../src/run/stage-input.ts';

interface Study {
  readonly seed: number;
  readonly network: { readonly threshold: number };
}

describe('a stage', () => {
  const own = stage({
    name: 'own',
    module: import.meta.url,
    settings: ({ seed }: Study) => ({ seed }),
    reads: { pairs: rows<{ r: number }>('network_correlation'), more: optional(rows<{ q: number }>('network_edge')) },
    writes: ['edge', 'component'],
    run({ seed }, { pairs, more }) {
      // The compiler holds each of these: what is not declared is not there.
      const first: number = pairs[0].r + (more?.[0].q ?? 0);
      return { edge: [{ feature_a: seed, feature_b: 2, r: first }], component: [] };
    },
  });

  it('is what it declares, and its work is handed settings and inputs alone', async () => {
    expect(own).toMatchObject({ name: 'own', writes: ['edge', 'component'], module: import.meta.url });
    expect(own.settings({ seed: 3, network: { threshold: 0.5 } } as never)).toEqual({ seed: 3 });
    expect(own.sharded).toBeUndefined();
    const found = await own.run?.({ seed: 3 }, { pairs: [{ r: 0.5 }], more: null }, {} as never);
    expect(found).toEqual({ edge: [{ feature_a: 3, feature_b: 2, r: 0.5 }], component: [] });
  });
});

describe('a stage in shards', () => {
  interface Plan extends ShardPlan {
    readonly scale: number;
  }
  const own = sharded({
    name: 'own',
    module: import.meta.url,
    label: 'things',
    settings: ({ seed }: Study) => ({ seed }),
    reads: { attributed: shards('attribute') },
    writes: ['edge'],
    plan: ({ seed }): Plan => ({ scale: seed, sizes: [1, 2] }),
    async open({ scale }: Plan) {
      return {
        make: async (index) => ({ value: { data: Float64Array.of(scale * index), dims: [1] } }),
        release: async () => undefined,
      };
    },
    collect: (_, __, { plan }) => ({ edge: plan.sizes.map((r) => ({ feature_a: 1, feature_b: 2, r })) }),
  });

  it('is its declaration, and beside it its plan, its maker of shards and its collection', async () => {
    expect(Object.keys(own).sort()).toEqual(['module', 'name', 'reads', 'settings', 'sharded', 'writes']);
    expect(own.run).toBeUndefined();
    const work = own.sharded as Sharded<object, object, Plan, string>;
    expect(Object.keys(work).sort()).toEqual(['collect', 'label', 'open', 'plan']);
    const plan = await work.plan({ seed: 4 }, {}, {} as never);
    const maker = await work.open(plan, {}, {} as never);
    expect((await maker.make(1)).value.data[0]).toBe(4);
  });
});
