/** The first-order law (dm/dλ at 0 is Σ d·g) and the zero dose, on the reference models: central differences and bits. */
import { describe, expect, it } from 'vitest';
import { openOutcomes, outcomeTables } from '../../../src/engine/passes/outcomes.ts';
import { openAttributor } from '../../../src/methods/attribution/attribute.ts';
import { pushChange } from '../../../src/methods/intervention/change.ts';
import { MODES, type Mode, type Push, type SteeringPositions } from '../../../src/methods/intervention/modes.ts';
import { openOracleStudy, steeringOracle } from './oracle.ts';

const { studies, accepted, task } = steeringOracle;
const POSITIONS: readonly SteeringPositions[] = ['all', 'non-bos', 'final', 'active', [1, 3]];
/** Modes whose change is λ times something, and the step of the difference in their λ: pushes of a hundredth of the residual. */
const LINEAR: readonly (readonly [Mode, number])[] = [
  ['seed', 0.03],
  ['activation-scaled', 0.01],
  ['ablate', 0.01],
  ['mean-ablate', 0.01],
  ['orthogonal', 0.02],
];
/** Float32 rounding of a contrast that is a sum of D products, relative to its terms, over the step. */
const ROUNDING = 16 * 2 ** -23;

/** GELU: at a kink of ReLU a difference over a step is no derivative. */
const SMOOTH = studies.filter(({ model }) => !model.includes('relu'));

describe.each(SMOOTH.map((study) => [study.model, study] as const))('%s', (_, study) => {
  it('dm/dλ is Δ·g within 1 % plus rounding, in every mode that is linear in λ, at every choice of positions', async () => {
    const { inputs, prompts, contrast, facts, rows } = await openOracleStudy(study);
    const features = Object.keys(study.facts).map(Number);
    const attributor = await openAttributor(inputs, 1);
    const gradients: Float32Array[] = [];
    for (const p of task) {
      const length = prompts[p].resid.length / 16;
      const u = contrast.subarray(p * 16, (p + 1) * 16);
      gradients.push((await attributor.attribute([length], prompts[p].resid, u)).gradient);
    }
    await attributor.release();
    const runner = await openOutcomes(inputs, outcomeTables(accepted.slice(0, task.length), contrast), 1);
    const steered = async (mode: Mode, coefficient: number, positions: SteeringPositions, p: number) => {
      const push: Push = {
        mode,
        norm: 'layer' as const,
        featureIds: features,
        directions: features.map((feature) => rows.get(feature) as Float32Array),
        coefficient,
        scales: features.map((feature) => facts.get(feature) ?? { max: 0, mean: 0 }),
      };
      const into = new Float32Array(prompts[p].resid.length);
      pushChange(prompts, push, positions, true)(p, into);
      return { into, m: (await runner.run(into, Int32Array.of(p))).logitDiff[0] };
    };
    for (const [mode, step] of LINEAR) {
      for (const positions of POSITIONS) {
        for (const p of task) {
          const [up, down] = [await steered(mode, step, positions, p), await steered(mode, -step, positions, p)];
          const slope = (up.m - down.m) / (2 * step);
          let expected = 0;
          up.into.forEach((value, i) => {
            expected += ((value - down.into[i]) / (2 * step)) * gradients[p][i];
          });
          const floor = (ROUNDING * Math.max(1, Math.abs(up.m))) / step;
          const off = Math.abs(slope - expected);
          expect(off, `${mode}, ${positions}, prompt ${p}: ${slope} for ${expected}`).toBeLessThan(
            0.01 * Math.abs(expected) + floor,
          );
        }
      }
    }
    await runner.release();
  });
});

describe.each(studies.map((study) => [study.sae, study] as const))('%s', (_, study) => {
  it('dose 0 is the baseline to the bit on the same graph', async () => {
    const { inputs, prompts, contrast, facts, rows } = await openOracleStudy(study);
    const tables = outcomeTables(accepted.slice(0, task.length), contrast);
    const runner = await openOutcomes(inputs, tables, 1);
    const features = Object.keys(study.facts).map(Number);
    for (const mode of MODES.filter((own) => own !== 'clamp' && own !== 'cap')) {
      for (const p of task) {
        const push: Push = {
          mode,
          norm: 'layer' as const,
          featureIds: features,
          directions: features.map((feature) => rows.get(feature) as Float32Array),
          coefficient: 0,
          scales: features.map((feature) => facts.get(feature) ?? { max: 0, mean: 0 }),
        };
        const into = new Float32Array(prompts[p].resid.length);
        pushChange(prompts, push, 'all', true)(p, into);
        const baseline = await runner.run(prompts[p].resid, Int32Array.of(p));
        expect(await runner.run(into, Int32Array.of(p)), mode).toEqual(baseline);
      }
    }
    await runner.release();
  });
});
