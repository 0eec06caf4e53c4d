/**
 * Steering one prompt by hand: the next token's distribution with and without an intervention, and continuations. Each new token is
 * read with the intervention applied at the chosen positions of the whole text so far, as the study's hook did.
 */
import { openAttributor } from '../attribution/attribute.ts';
import type { Inputs } from '../model/inputs.ts';
import { openResiduals } from '../model/residuals.ts';
import type { Random } from '../random.ts';
import { applyPush, type Mode, type Push, type SteeringPositions } from './apply.ts';
import { decoderRows } from './decoder-rows.ts';
import { unitScales } from './interaction/unit-scales.ts';
import { openOutcomes, outcomeTables } from './outcomes.ts';

export interface HandPush {
  readonly featureIds: readonly number[];
  readonly mode: Mode;
  /** c in seed and activation-scaled, λ in the others (apply.ts). */
  readonly coefficient: number;
  readonly positions: SteeringPositions;
}

export interface HandSteering {
  /** log p of the next token over the vocabulary, [V]; null leaves the model alone. */
  next(tokens: Int32Array, push: HandPush | null): Promise<Float32Array>;
  /** `count` further tokens: the likeliest each time, or drawn from the distribution where a generator is given. */
  generate(tokens: Int32Array, push: HandPush | null, count: number, rng?: Random): Promise<Int32Array>;
}

export interface RankedToken {
  readonly token: number;
  /** 0 is the likeliest. */
  readonly rank: number;
  readonly probability: number;
}

export function steerByHand(inputs: Inputs, threads: number): HandSteering {
  const next = async (tokens: Int32Array, push: HandPush | null): Promise<Float32Array> => {
    const batch = { rows: [0], length: tokens.length };
    const residuals = await openResiduals(inputs, [tokens], threads);
    const resid = await residuals.read(batch);
    await residuals.release();
    const steered = push === null ? resid : await pushed(inputs, resid, tokens.length, push, threads);
    const width = inputs.model.config.dModel;
    const runner = await openOutcomes(inputs, outcomeTables([[0]], new Float32Array(width)), threads);
    const { logProbs } = await runner.run(steered, Int32Array.of(0));
    await runner.release();
    return logProbs;
  };
  return {
    next,
    async generate(tokens, push, count, rng) {
      let text = tokens;
      for (let i = 0; i < count && text.length < inputs.model.config.nPositions; i++) {
        const logProbs = await next(text, push);
        text = Int32Array.from([...text, rng === undefined ? ranked(logProbs)[0]!.token : draw(logProbs, rng)]);
      }
      return text.slice(tokens.length);
    },
  };
}

/** Every token from the likeliest on; ties by token. */
export function ranked(logProbs: Float32Array): RankedToken[] {
  return Array.from(logProbs, (value, token) => ({ token, value }))
    .sort((a, b) => b.value - a.value || a.token - b.token)
    .map(({ token, value }, rank) => ({ token, rank, probability: Math.exp(value) }));
}

async function pushed(
  inputs: Inputs,
  resid: Float32Array,
  length: number,
  push: HandPush,
  threads: number,
): Promise<Float32Array> {
  const width = inputs.model.config.dModel;
  const rows = await decoderRows(inputs.sae, push.featureIds);
  const codes = new Map(push.featureIds.map((feature) => [feature, new Float32Array(length)]));
  const attributor = await openAttributor(inputs, threads);
  const found = await attributor.attribute({ rows: [0], length }, resid, new Float32Array(width));
  await attributor.release();
  found.feature.forEach((feature, i) => {
    const own = codes.get(feature);
    if (own !== undefined) own[found.position[i]!] = found.activation[i]!;
  });
  const own: Push = {
    ...push,
    directions: push.featureIds.map((feature) => rows.get(feature)!),
    scales: push.featureIds.map((feature) => scaleOf(codes.get(feature)!)),
  };
  const steered = new Float32Array(resid.length);
  const [scales] = unitScales([{ resid, codes }], { config: inputs.sae.config, center: inputs.centering.center });
  applyPush({ resid, codes, scales }, own, push.positions, inputs.sae.config.prependBos, steered);
  return steered;
}

/** By hand, a feature's largest and mean code are those of the text itself. */
function scaleOf(code: Float32Array) {
  return { max: Math.max(...code), mean: code.reduce((sum, f) => sum + f, 0) / code.length };
}

function draw(logProbs: Float32Array, rng: Random): number {
  let left = rng.uniform();
  for (const { token, probability } of ranked(logProbs)) {
    left -= probability;
    if (left <= 0) return token;
  }
  return ranked(logProbs)[0]!.token;
}
