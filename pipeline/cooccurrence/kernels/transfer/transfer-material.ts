/** What the shards of stage `transfer` need: residuals, codes, slots and contrasts of the prompts of every target, made from their tokens. */
import { concatenated, split, startsOf } from '../../../../src/concatenated.ts';
import { mixedBatches } from '../../../../src/engine/passes/batches.ts';
import { openEncoder } from '../../../../src/engine/passes/encoder.ts';
import { openWeightBytes } from '../../../../src/engine/passes/resident-weights.ts';
import { openResiduals } from '../../../../src/engine/passes/residuals.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { batchBytes } from '../../../../src/memory-budget.ts';
import { positionsWithin } from '../../../../src/methods/attribution/attribute.ts';
import type { Shard } from '../../../../src/run/shards.ts';
import type { ActiveCodes } from '../relevance/mean-ablation.ts';
import { relevanceMaterial } from '../relevance/relevance-material.ts';
import { slotsOf } from '../relevance/slots.ts';
import { type ContrastName, targetContrasts } from './target-contrasts.ts';
import type { Target } from './targets.ts';

interface Rule {
  readonly contrast: ContrastName;
  readonly seed: number;
  /** Ids of the features that are taken out, by place. */
  readonly features: readonly number[];
}

interface Limits {
  readonly threads: number;
  readonly memoryBytes: number;
}

/** Slots, and so the means that stand in for codes, are of each target by itself. */
export async function transferMaterial(
  subject: Subject,
  targets: readonly Target[],
  { features, ...rule }: Rule,
  limits: Limits,
): Promise<Shard> {
  const prompts = targets.flatMap((target) => target.prompts);
  const tokens = prompts.map((prompt) => Int32Array.from(prompt.tokens));
  const { resid, codes } = await readCodes(subject, tokens, features, limits);
  const starts = startsOf(targets.map((target) => target.prompts.length));
  const contrasts: Float32Array[] = [];
  for (const [t, target] of targets.entries()) {
    const own = resid.slice(starts[t], starts[t] + target.prompts.length);
    contrasts.push(await targetContrasts(subject, target, own, rule));
  }
  const slots = slotsOf(
    targets.flatMap((target, t) =>
      target.prompts.map(({ tokens: ids, template }) => ({ tokens: ids, template: `${t} ${template}` })),
    ),
  );
  const list = (data: Float32Array | Int32Array) => ({ data, dims: [data.length] });
  const accepted = prompts.map((prompt) => prompt.accepted);
  return {
    length: list(Int32Array.from(tokens, ({ length }) => length)),
    token: list(concatenated(Int32Array, tokens)),
    resid: list(concatenated(Float32Array, resid)),
    // Codes stand by position: no push asks for those of a prompt.
    ...{ code_prompt: list(new Int32Array()), code_feature: list(new Int32Array()), code: list(new Float32Array()) },
    contrast: { data: concatenated(Float32Array, contrasts), dims: [prompts.length, subject.model.config.dModel] },
    accepted_length: list(Int32Array.from(accepted, ({ length }) => length)),
    accepted: list(concatenated(Int32Array, accepted)),
    ...relevanceMaterial(codes, slots),
  };
}

/** The residual of every prompt at the hook, and the codes of the features there. */
export async function readCodes(
  subject: Subject,
  tokens: readonly Int32Array[],
  features: readonly number[],
  { threads, memoryBytes }: Limits,
): Promise<{ readonly resid: readonly Float32Array[]; readonly codes: ActiveCodes }> {
  const width = subject.model.config.dModel;
  const most = positionsWithin(batchBytes(memoryBytes, openWeightBytes(subject)), subject);
  const batches = mixedBatches(
    tokens.map(({ length }) => length),
    most,
  );
  const resid: Float32Array[] = [];
  const reader = await openResiduals(subject, tokens, threads);
  for (const { rows, lengths } of batches)
    split(await reader.read({ rows }), lengths, width).forEach((own, b) => {
      resid[rows[b]] = own;
    });
  await reader.release();
  const placeOf = new Map(features.map((id, place) => [id, place]));
  const found = { prompt: [] as number[], position: [] as number[], feature: [] as number[], code: [] as number[] };
  const encoder = await openEncoder(subject, threads);
  for (const [prompt, own] of resid.entries()) {
    const { starts, feature, activation } = await encoder.encode(own);
    for (let t = 0; t + 1 < starts.length; t++)
      for (let k = starts[t]; k < starts[t + 1]; k++) {
        const place = placeOf.get(feature[k]);
        if (place === undefined) continue;
        found.prompt.push(prompt);
        found.position.push(t);
        found.feature.push(place);
        found.code.push(activation[k]);
      }
  }
  await encoder.release();
  const codes = {
    prompt: Int32Array.from(found.prompt),
    position: Int32Array.from(found.position),
    feature: Int32Array.from(found.feature),
    code: Float32Array.from(found.code),
  };
  return { resid, codes };
}
