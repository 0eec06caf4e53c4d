/**
 * Steering one prompt by hand: the next token's distribution with and without an intervention, and continuations. Each new token is
 * read with the intervention applied at the chosen positions of the whole text so far, as the study's hook did.
 */

import { decoderRows } from '../../engine/dictionary/decoder-rows.ts';
import { unitScales } from '../../engine/dictionary/unit-scale.ts';
import { openEncoder } from '../../engine/passes/encoder.ts';
import { openOutcomes, outcomeTables } from '../../engine/passes/outcomes.ts';
import { openResiduals } from '../../engine/passes/residuals.ts';
import type { Subject } from '../../engine/passes/subject.ts';
import type { Random } from '../../random.ts';
import { applyPush, type FeatureScale, type Mode, type Push, type SteeringPositions, scaleOf } from './modes.ts';

export interface HandPush {
  readonly featureIds: readonly number[];
  readonly mode: Mode;
  /** c in seed and activation-scaled, λ in the others (modes.ts). */
  readonly coefficient: number;
  readonly positions: SteeringPositions;
  /** Scale of each feature; its largest and mean code in the text itself where left out. */
  readonly scales?: readonly FeatureScale[];
}

interface HandSteering {
  /** log p of the next token over the vocabulary, [V]; null leaves the model alone. */
  next(tokens: Int32Array, push: HandPush | null): Promise<Float32Array>;
  /** `count` further tokens: the likeliest each time, or drawn from the distribution where a generator is given. */
  generate(tokens: Int32Array, push: HandPush | null, count: number, rng?: Random): Promise<Int32Array>;
  /** feature → its code at every position of a text, [T]. */
  codes(tokens: Int32Array, featureIds: readonly number[]): Promise<ReadonlyMap<number, Float32Array>>;
  release(): Promise<void>;
}

interface RankedToken {
  readonly token: number;
  /** 0 is the likeliest. */
  readonly rank: number;
  readonly probability: number;
}

/** @param globalMaxima largest code of each feature on a generic text, for the mode global-scaled */
export function steerByHand(
  inputs: Subject,
  threads: number,
  globalMaxima: ReadonlyMap<number, number> = new Map(),
): HandSteering {
  const width = inputs.model.config.dModel;
  const nothing = new Float32Array(width);
  const texts: Int32Array[] = [];
  let opened: ReturnType<typeof open> | undefined;
  const open = async () => ({
    residuals: await openResiduals(inputs, texts, threads),
    encoder: await openEncoder(inputs, threads),
    runner: await openOutcomes(inputs, outcomeTables([[0]], nothing), threads),
  });
  // Opened at the first text and kept: continuing a text runs them once a token.
  const sessions = () => {
    opened ??= open();
    return opened;
  };

  const residOf = async (tokens: Int32Array): Promise<Float32Array> => {
    texts[0] = tokens;
    return (await sessions()).residuals.read({ rows: [0] });
  };
  const codesIn = async (resid: Float32Array, featureIds: readonly number[]): Promise<Map<number, Float32Array>> => {
    const length = resid.length / width;
    const codes = new Map(featureIds.map((feature) => [feature, new Float32Array(length)]));
    const { encoder } = await sessions();
    const { starts, feature, activation } = await encoder.encode(resid);
    for (let t = 0; t < length; t++) {
      for (let i = starts[t]; i < starts[t + 1]; i++) {
        const own = codes.get(feature[i]);
        if (own !== undefined) own[t] = activation[i];
      }
    }
    return codes;
  };
  const pushed = async (resid: Float32Array, push: HandPush): Promise<Float32Array> => {
    const codes = await codesIn(resid, push.featureIds);
    const rows = await decoderRows(inputs.sae, push.featureIds);
    const own: Push = {
      ...push,
      directions: push.featureIds.map((feature) => rows.get(feature)!),
      scales:
        push.scales ??
        push.featureIds.map((feature) => scaleOf(inText(codes.get(feature)!), globalMaxima.get(feature))),
      norm: inputs.model.config.norm,
    };
    const [scales] = unitScales([{ resid, codes }], { config: inputs.sae.config, center: inputs.centering.center });
    const steered = new Float32Array(resid.length);
    applyPush({ resid, codes, scales }, own, push.positions, inputs.sae.config.prependBos, steered);
    return steered;
  };
  const next = async (tokens: Int32Array, push: HandPush | null): Promise<Float32Array> => {
    const resid = await residOf(tokens);
    const steered = push === null ? resid : await pushed(resid, push);
    const { runner } = await sessions();
    return (await runner.run(steered, Int32Array.of(0))).logProbs;
  };
  return {
    next,
    async generate(tokens, push, count, rng) {
      let text = tokens;
      for (let i = 0; i < count && text.length < inputs.model.config.nPositions; i++) {
        const logProbs = await next(text, push);
        text = Int32Array.from([
          ...text,
          rng === undefined ? ranked(logProbs, inputs.blankIds)[0].token : draw(logProbs, rng, inputs.blankIds),
        ]);
      }
      return text.slice(tokens.length);
    },
    codes: async (tokens, featureIds) => codesIn(await residOf(tokens), featureIds),
    async release() {
      if (opened === undefined) return;
      const { residuals, encoder, runner } = await opened;
      opened = undefined;
      await residuals.release();
      await encoder.release();
      await runner.release();
    },
  };
}

/** Every token from the likeliest on; ties by token. @param blankIds ids that no token has, which are left out */
export function ranked(logProbs: Float32Array, blankIds: readonly number[] = []): RankedToken[] {
  const blanks = new Set(blankIds);
  return Array.from(logProbs, (value, token) => ({ token, value }))
    .filter(({ token }) => !blanks.has(token))
    .sort((a, b) => b.value - a.value || a.token - b.token)
    .map(({ token, value }, rank) => ({ token, rank, probability: Math.exp(value) }));
}

/** By hand, a feature's largest and mean code are those of the text itself. */
function inText(code: Float32Array): FeatureScale {
  return { max: Math.max(...code), mean: code.reduce((sum, f) => sum + f, 0) / code.length };
}

function draw(logProbs: Float32Array, rng: Random, blankIds: readonly number[]): number {
  const tokens = ranked(logProbs, blankIds);
  let left = rng.uniform();
  for (const { token, probability } of tokens) {
    left -= probability;
    if (left <= 0) return token;
  }
  return tokens[0].token;
}
