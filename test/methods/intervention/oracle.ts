/** The values of fixtures/oracles/steering.py, and its studies opened: codes, facts and residuals of the four prompts of its task. */
import { readFileSync } from 'node:fs';
import { featureFacts } from '../../../pipeline/cooccurrence/kernels/steering/feature-facts.ts';
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { unitScales } from '../../../src/engine/dictionary/unit-scale.ts';
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { openAttributor } from '../../../src/methods/attribution/attribute.ts';
import type { FeatureScale, Mode, SteeredPrompt, SteeringPositions } from '../../../src/methods/intervention/modes.ts';
import { engineInputs, modelOracle, oracleContrast } from '../../engine.ts';

export interface StudyOracle {
  readonly model: string;
  readonly sae: string;
  readonly hook: string;
  readonly center: boolean;
  readonly cases: readonly {
    readonly mode: Mode;
    readonly coefficient: number;
    readonly positions: SteeringPositions;
    readonly features: readonly number[];
  }[];
  /** One for each case and prompt, in the order of `columns`; null where there is no value. */
  readonly rows: readonly (readonly (number | null)[])[];
  readonly held: readonly {
    readonly features: readonly number[];
    readonly positions: SteeringPositions;
    readonly prompt: number;
    /** In the order of `effects`. */
    readonly effects: readonly number[];
  }[];
  readonly checks: readonly {
    readonly feature: number;
    readonly prompt: number;
    readonly positions: readonly number[];
    readonly integrated: number;
    readonly exact: number;
  }[];
  readonly facts: Readonly<Record<string, FeatureScale>>;
}

export interface SteeringOracle {
  readonly tolerance: number;
  readonly task: readonly number[];
  readonly accepted: readonly (readonly number[])[];
  readonly columns: readonly string[];
  /** Those of direct-graph.ts, and the frozen effect of the tangential change (radial.ts). */
  readonly effects: readonly ('total' | 'frozen' | 'direct' | 'attention' | 'norms' | 'tangential')[];
  readonly studies: readonly StudyOracle[];
}

const FILE = new URL('../../../fixtures/oracles/steering.oracle.json', import.meta.url);
export const steeringOracle: SteeringOracle = JSON.parse(readFileSync(FILE, 'utf8'));

export interface OpenedStudy {
  readonly inputs: Subject;
  readonly prompts: readonly (SteeredPrompt & { readonly scales: Float64Array })[];
  /** u of each prompt, [P, D]. */
  readonly contrast: Float32Array;
  readonly facts: ReturnType<typeof featureFacts>;
  readonly rows: ReadonlyMap<number, Float32Array>;
}

export async function openOracleStudy(oracle: StudyOracle): Promise<OpenedStudy> {
  const { task } = steeringOracle;
  const inputs = await engineInputs({ ...oracle });
  const contrast = oracleContrast(inputs, task);
  const attributor = await openAttributor(inputs, 1);
  const prompts: SteeredPrompt[] = [];
  const all: number[][] = [];
  for (const prompt of task) {
    const resid = Float32Array.from(modelOracle.models[oracle.model].prompts[prompt].resid[1]);
    const length = resid.length / 16;
    const u = contrast.subarray(prompt * 16, (prompt + 1) * 16);
    const found = await attributor.attribute([length], resid, u);
    const codes = new Map<number, Float32Array>();
    found.feature.forEach((feature, i) => {
      const own = codes.get(feature) ?? new Float32Array(length);
      codes.set(feature, own);
      own[found.position[i]] = found.activation[i];
      const attribution = found.activation[i] * found.projection[i];
      all.push([prompt, found.position[i], feature, found.activation[i], attribution]);
    });
    prompts.push({ resid, codes });
  }
  await attributor.release();
  const column = (c: number) => all.map((row) => row[c]);
  const facts = featureFacts(
    {
      prompt_id: Int32Array.from(column(0)),
      position: Int32Array.from(column(1)),
      feature_id: Int32Array.from(column(2)),
      activation: Float32Array.from(column(3)),
      attribution: Float32Array.from(column(4)),
    },
    prompts.map(({ resid }) => resid.length / 16),
    true,
  );
  const scales = unitScales(prompts, { config: inputs.sae.config, center: inputs.centering.center });
  const rows = await decoderRows(inputs.sae, [...facts.keys()]);
  return { inputs, contrast, facts, rows, prompts: prompts.map((own, i) => ({ ...own, scales: scales[i] })) };
}
