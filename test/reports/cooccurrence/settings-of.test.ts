import { expect, it } from 'vitest';
import {
  algorithmOf,
  clusterOf,
  contrastOf,
  loadOf,
  methodOf,
  networkOf,
  ruleInSigns,
  sesoiOf,
  steeringOf,
} from '../../../reports/cooccurrence/settings-of.ts';
import type { Context } from '../../../reports/section.ts';
import { syntheticStages, syntheticStudy } from '../synthetic-study.ts';

const study = syntheticStudy('s', false);

/** What stages store when they run, as a context hands it out. */
function contextOf(without: readonly string[]): Context {
  const { stage, settings } = syntheticStages(study, without) as Record<string, string[]>;
  const stored = new Map(stage.map((name, row) => [name, JSON.parse(settings[row])]));
  return { settings: (name: string) => stored.get(name) } as unknown as Context;
}

it('reads what the study asked for from what each stage stored', () => {
  const context = contextOf([]);
  const { cluster, network, steering, attribution, features, verdict } = study.analyses.cooccurrence
    .settings as never as {
    readonly cluster: { readonly algorithm: string; readonly min_size: number };
    readonly network: object;
    readonly steering: object;
    readonly attribution: { readonly method: string; readonly positions: string; readonly bos: string };
    readonly features: object;
    readonly verdict: { readonly sesoi: number };
  };
  expect(networkOf(context)?.rule).toEqual(network);
  expect(algorithmOf(context)).toBe(cluster.algorithm);
  expect(clusterOf(context)?.cluster).toEqual(cluster);
  expect(steeringOf(context)).toEqual(steering);
  expect(sesoiOf(context)).toBe(verdict.sesoi);
  expect(methodOf(context)).toBe(attribution.method);
  expect(loadOf(context)).toEqual({
    positions: attribution.positions,
    bos: attribution.bos,
    features,
    mostPairs: null,
    seed: null,
  });
  expect(contrastOf(context)).toBe('random-foil');
});

it('knows nothing of stages that have not run', () => {
  const context = contextOf(['network', 'cluster', 'steer', 'verdict', 'attribute', 'load', 'evaluate']);
  expect(algorithmOf(context)).toBeNull();
  const others = [networkOf, clusterOf, steeringOf, sesoiOf, methodOf, loadOf, contrastOf];
  expect(others.map((of) => of(context))).toEqual(others.map(() => undefined));
});

it('says the rule for edges in signs', () => {
  expect(ruleInSigns({ threshold: 0.7, strict: true, sign: 'absolute' }, String)).toBe('|r| > 0.7');
  expect(ruleInSigns({ threshold: 0.5, strict: false, sign: 'positive' }, String)).toBe('r ≥ 0.5');
});
