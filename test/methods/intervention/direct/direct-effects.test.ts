/** Effects with later layers held, against PyTorch in float64: fixtures/oracles/steering.py. */
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/methods/intervention/change.ts';
import { directEffects } from '../../../../src/methods/intervention/direct/direct-effects.ts';
import { EFFECTS, type Effect } from '../../../../src/methods/intervention/direct/direct-graph.ts';
import { tangential } from '../../../../src/methods/intervention/direct/radial.ts';
import type { SteeringPositions } from '../../../../src/methods/intervention/modes.ts';
import { removal } from '../../../../src/methods/intervention/removal/removal.ts';
import { deviation, expectWithin } from '../../../deviation.ts';
import { openOracleStudy, type StudyOracle, steeringOracle } from '../oracle.ts';

const { studies, tolerance, effects: columns } = steeringOracle;

async function open(study: StudyOracle) {
  const { inputs, prompts, contrast, rows } = await openOracleStudy(study);
  const contrasts = prompts.map((_, p) => contrast.subarray(p * 16, (p + 1) * 16));
  const featureIds = [...rows.keys()];
  const removable = (positions: SteeringPositions) => ({
    prompts,
    scales: prompts.map(({ scales }) => scales),
    featureIds,
    directions: featureIds.map((id) => rows.get(id) as Float32Array),
    positions,
    hasBos: true,
  });
  const removals = (positions: SteeringPositions, sets: readonly (readonly number[])[]): Change[] =>
    sets.map((set) =>
      removal(
        removable(positions),
        set.map((id) => featureIds.indexOf(id)),
        1,
      ),
    );
  const effectsOf = <Name extends Effect>(changes: readonly Change[], effects: readonly Name[], acts = () => true) =>
    directEffects({ effects, inputs, prompts, contrasts, changes, acts, threads: 1, advance: () => undefined });
  /** Every column of the reference. */
  const run = async (positions: SteeringPositions, sets: readonly (readonly number[])[], acts = () => true) => {
    const changes = removals(positions, sets);
    const { norm, dModel } = inputs.model.config;
    const turned = changes.map((change) => tangential(prompts, norm, dModel, change));
    const { frozen } = await effectsOf(turned, ['frozen'], acts);
    return { ...(await effectsOf(changes, EFFECTS, acts)), tangential: frozen };
  };
  return { prompts, run, removals, effectsOf };
}

describe.each(studies.map((study) => [`${study.model}; ${study.sae}`, study] as const))('%s', (_, study) => {
  it('are those of the reference, alone and together, at every choice of positions', async () => {
    const { prompts, run } = await open(study);
    const got = Object.fromEntries(columns.map((name) => [name, [] as number[]]));
    for (const positions of ['all', 'non-bos', 'final'] as const) {
      const own = study.held.filter((one) => one.positions === positions);
      const sets = [...new Set(own.map(({ features }) => features.join()))].map((key) => key.split(',').map(Number));
      const found = await run(positions, sets);
      for (const { features, prompt } of own) {
        const set = sets.findIndex((one) => one.join() === features.join());
        for (const name of columns) got[name].push(found[name][set * prompts.length + prompt]);
      }
    }
    const ordered = ['all', 'non-bos', 'final'].flatMap((own) =>
      study.held.filter(({ positions }) => positions === own),
    );
    for (const [i, name] of columns.entries()) {
      const worst = deviation(
        got[name],
        ordered.map(({ effects }) => effects[i]),
      );
      expect(worst, `${name}: worst deviation`).toBeLessThanOrEqual(tolerance);
    }
  });

  it('are 0 to the bit where nothing is removed or nothing acts', async () => {
    const { run } = await open(study);
    const [silent, idle] = [await run('all', [[]]), await run('all', [[study.held[0].features[0]]], () => false)];
    for (const name of columns)
      for (const value of [...silent[name], ...idle[name]]) expect(Object.is(value, 0), name).toBe(true);
  });

  it('are the same where some of them are asked for alone', async () => {
    const { removals, effectsOf } = await open(study);
    const changes = removals('all', [study.held[0].features]);
    const whole = await effectsOf(changes, EFFECTS);
    for (const names of [['frozen'], ['norms', 'total'], ['direct', 'attention']] as const) {
      const some = await effectsOf<Effect>(changes, names);
      expect(Object.keys(some)).toEqual(names);
      // Another graph is optimised in another way, so the last bits may differ.
      for (const name of names) expectWithin(some[name], whole[name], 1e-5, name);
    }
  });
});
