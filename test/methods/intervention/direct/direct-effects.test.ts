/** Effects with later layers held, against PyTorch in float64: fixtures/oracles/steering.py. */
import { describe, expect, it } from 'vitest';
import { directEffects, EFFECTS } from '../../../../src/methods/intervention/direct/direct-effects.ts';
import type { SteeringPositions } from '../../../../src/methods/intervention/modes.ts';
import { removal } from '../../../../src/methods/intervention/removal/removal.ts';
import { deviation } from '../../../deviation.ts';
import { openOracleStudy, type StudyOracle, steeringOracle } from '../oracle.ts';

const { studies, tolerance } = steeringOracle;

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
  const run = (positions: SteeringPositions, sets: readonly (readonly number[])[], acts = () => true) =>
    directEffects({
      inputs,
      prompts,
      contrasts,
      changes: sets.map((set) =>
        removal(
          removable(positions),
          set.map((id) => featureIds.indexOf(id)),
          1,
        ),
      ),
      acts,
      threads: 1,
      advance: () => undefined,
    });
  return { prompts, run };
}

describe.each(studies.map((study) => [`${study.model}; ${study.sae}`, study] as const))('%s', (_, study) => {
  it('are those of the reference, alone and together, at every choice of positions', async () => {
    const { prompts, run } = await open(study);
    const got = { total: [] as number[], frozen: [] as number[], direct: [] as number[] };
    for (const positions of ['all', 'non-bos', 'final'] as const) {
      const own = study.held.filter((one) => one.positions === positions);
      const sets = [...new Set(own.map(({ features }) => features.join()))].map((key) => key.split(',').map(Number));
      const found = await run(positions, sets);
      for (const { features, prompt } of own) {
        const set = sets.findIndex((one) => one.join() === features.join());
        for (const name of EFFECTS) got[name].push(found[name][set * prompts.length + prompt]);
      }
    }
    const ordered = ['all', 'non-bos', 'final'].flatMap((own) =>
      study.held.filter(({ positions }) => positions === own),
    );
    for (const [i, name] of EFFECTS.entries()) {
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
    for (const name of EFFECTS)
      for (const value of [...silent[name], ...idle[name]]) expect(Object.is(value, 0), name).toBe(true);
  });
});
