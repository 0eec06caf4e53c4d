import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckCell } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/cells.ts';
import {
  type CheckedPrompt,
  type CheckInput,
  type CheckValues,
  checkValues,
} from '../../../../../pipeline/cooccurrence/kernels/attribution-check/values.ts';
import { decoderRows } from '../../../../../src/engine/dictionary/decoder-rows.ts';
import { unitScales } from '../../../../../src/engine/dictionary/unit-scale.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../../../src/memory-budget.ts';
import { type BatchAttribution, openAttributor } from '../../../../../src/methods/attribution/attribute.ts';
import { openMethod } from '../../../../../src/methods/attribution/method-values.ts';
import { deviation, expectWithin } from '../../../../deviation.ts';
import { engineInputs, modelOracle, oracleContrast } from '../../../../engine.ts';
import { openOracleStudy, steeringOracle } from '../../../../methods/intervention/oracle.ts';

const MODEL = 'tied, relu, scaled by layer';
const batch = { rows: [0, 1] };
const lengths = [6, 6];
const resid = Float32Array.from(batch.rows.flatMap((p) => [...modelOracle.models[MODEL].prompts[p].resid[1]]));

/** Every non-zero code of two prompts, and what the methods of a study say of each by itself. */
let found: BatchAttribution;
let methods: Record<'integrated-gradients' | 'exact', Float32Array>;
let input: CheckInput;
beforeAll(async () => {
  const inputs = await engineInputs({ model: MODEL, sae: 'topk, rescaled, scaling factor, layer_norm', center: false });
  const contrast = oracleContrast(inputs, batch.rows);
  const attributor = await openAttributor(inputs, 1);
  found = await attributor.attribute(lengths, resid, contrast);
  await attributor.release();
  const values = async (name: 'integrated-gradients' | 'exact') => {
    const runner = await openMethod(name, inputs, 1);
    const own = await runner.values(lengths, resid, contrast, found);
    await runner.release();
    return own;
  };
  methods = { 'integrated-gradients': await values('integrated-gradients'), exact: await values('exact') };
  const prompts = batch.rows.map((b) => {
    const codes = new Map<number, Float32Array>();
    found.feature.forEach((feature, i) => {
      if (found.row[i] !== b) return;
      const own = codes.get(feature) ?? new Float32Array(6);
      codes.set(feature, own);
      own[found.position[i]] = found.activation[i];
    });
    return { resid: resid.slice(b * 96, (b + 1) * 96), codes };
  });
  const scales = unitScales(prompts, { config: inputs.sae.config, center: false });
  input = {
    inputs,
    prompts: new Map<number, CheckedPrompt>(
      prompts.map((own, b) => [b, { ...own, scales: scales[b], contrast: contrast.subarray(b * 16, (b + 1) * 16) }]),
    ),
    directions: await decoderRows(inputs.sae, found.feature),
    threads: 1,
    memoryBytes: DEFAULT_MEMORY_BYTES,
    advance: () => undefined,
  };
});

const cellAt = (i: number): CheckCell => ({
  promptId: found.row[i],
  featureId: found.feature[i],
  positions: [found.position[i]],
  gradient: found.activation[i] * found.projection[i],
});

describe('checkValues', () => {
  it('equals the attribution methods where a cell is one position', async () => {
    const cells = Array.from(found.feature, (_, i) => cellAt(i));
    const own = await checkValues(cells, input);
    expectWithin(own.integrated, methods['integrated-gradients'], 1e-5, 'integrated gradients');
    expectWithin(own.exact, methods.exact, 1e-5, 'exact');
  });

  it('adds integrated gradients over positions and removes them together', async () => {
    const first = found.feature[0];
    const places = Array.from(found.feature, (_, i) => i).filter(
      (i) => found.feature[i] === first && found.row[i] === 0,
    );
    expect(places.length).toBeGreaterThan(1);
    const cell = { ...cellAt(places[0]), positions: places.map((i) => found.position[i]) };
    const own = await checkValues([cell], input);
    const sum = (values: Float32Array): number => places.reduce((total, i) => total + values[i], 0);
    expect(own.integrated[0]).toBeCloseTo(sum(methods['integrated-gradients']), 5);
    // Removing all at once is not the sum of removing each: the model is not linear.
    expect(Math.abs(own.exact[0] - sum(methods.exact))).toBeGreaterThan(1e-4 * Math.abs(own.exact[0]));
  });

  it('measures the rounding of an exact value: far below the values, above 0', async () => {
    const own: CheckValues = await checkValues(
      Array.from(found.feature, (_, i) => cellAt(i)),
      input,
    );
    expect(own.noiseFloor).toBeGreaterThan(0);
    expect(own.noiseFloor).toBeLessThan(1e-5 * Math.max(...own.exact.map(Math.abs)));
  });

  it('refuses a cell of a prompt or feature that was not given', async () => {
    await expect(checkValues([{ ...cellAt(0), promptId: 9 }], input)).rejects.toThrow('prompt 9 is not given');
    await expect(checkValues([cellAt(0)], { ...input, directions: new Map() })).rejects.toThrow('no decoder row');
  });
});

it.each(steeringOracle.studies.map((study) => [study.sae, study] as const))(
  'is what PyTorch finds in float64, several positions at once, %s',
  async (_, study) => {
    const { inputs, prompts, contrast, rows } = await openOracleStudy(study);
    const cells = study.checks.map(({ prompt, feature, positions }) => ({
      promptId: prompt,
      featureId: feature,
      positions,
      gradient: 1,
    }));
    const own = await checkValues(cells, {
      inputs,
      prompts: new Map(
        prompts.map((prompt, p) => [p, { ...prompt, contrast: contrast.subarray(p * 16, (p + 1) * 16) }] as const),
      ),
      directions: rows,
      threads: 1,
      memoryBytes: DEFAULT_MEMORY_BYTES,
      advance: () => undefined,
    });
    const expected = (name: 'integrated' | 'exact') => study.checks.map((check) => check[name]);
    expect(deviation(own.integrated, expected('integrated'))).toBeLessThanOrEqual(steeringOracle.tolerance);
    expect(deviation(own.exact, expected('exact'))).toBeLessThanOrEqual(steeringOracle.tolerance);
  },
);
