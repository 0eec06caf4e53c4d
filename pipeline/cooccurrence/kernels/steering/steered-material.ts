/** What shards of steering and removal need of the steered prompts: tokens, residuals, codes, contrasts, accepted answers. */

import { concatenated, split } from '../../../../src/concatenated.ts';
import { unitScales } from '../../../../src/engine/dictionary/unit-scale.ts';
import { taskContrasts } from '../../../../src/engine/passes/contrasts.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import type { SteeredPrompt } from '../../../../src/methods/intervention/modes.ts';
import { sharePrefixes } from '../../../../src/methods/intervention/shared-prefixes.ts';
import type { Shard } from '../../../../src/run/shards.ts';
import type { RunPrompt } from './steered-prompts.ts';

export interface SteeredMaterial {
  /** With the residual that prompts which begin alike share, and what one unit of code adds at each position. */
  readonly prompts: readonly SteeredPrompt[];
  /** [P, D] */
  readonly contrasts: Float32Array;
  /** Tokens of each prompt's accepted answers. */
  readonly accepted: readonly (readonly number[])[];
}

/** @param task every prompt: its other answers are part of a prompt's contrast @param steered those that are steered, with what `read` says of them */
export async function steeredMaterial(
  subject: Subject,
  task: readonly RunPrompt[],
  steered: readonly RunPrompt[],
  read: readonly SteeredPrompt[],
): Promise<Shard> {
  const contrastOf = await taskContrasts(subject.model, task);
  const accepted = steered.map((prompt) => prompt.accepted_tokens);
  const codes = read.flatMap(({ codes }, prompt) => [...codes].map(([feature, code]) => ({ prompt, feature, code })));
  const list = (data: Float32Array | Int32Array) => ({ data, dims: [data.length] });
  const width = subject.model.config.dModel;
  return {
    length: list(Int32Array.from(steered, ({ tokens }) => tokens.length)),
    token: list(
      concatenated(
        Int32Array,
        steered.map(({ tokens }) => tokens),
      ),
    ),
    resid: list(
      concatenated(
        Float32Array,
        read.map(({ resid }) => resid),
      ),
    ),
    code_prompt: list(Int32Array.from(codes, ({ prompt }) => prompt)),
    code_feature: list(Int32Array.from(codes, ({ feature }) => feature)),
    code: list(
      concatenated(
        Float32Array,
        codes.map(({ code }) => code),
      ),
    ),
    contrast: {
      data: concatenated(
        Float32Array,
        steered.map(({ prompt_id: id }) => contrastOf(id)),
      ),
      dims: [steered.length, width],
    },
    accepted_length: list(Int32Array.from(accepted, ({ length }) => length)),
    accepted: list(concatenated(Int32Array, accepted)),
  };
}

export function readSteeredMaterial(material: Shard, { sae, centering, model }: Subject): SteeredMaterial {
  const lengths = material.length.data;
  const resids = split(material.resid.data as Float32Array, lengths, model.config.dModel);
  const owners = material.code_prompt.data;
  const codes = split(
    material.code.data as Float32Array,
    Array.from(owners, (prompt) => lengths[prompt]),
  );
  const read = resids.map((resid, prompt): SteeredPrompt => {
    const own = codes.flatMap((code, i) =>
      owners[i] === prompt ? [[material.code_feature.data[i], code] as const] : [],
    );
    return { resid, codes: new Map(own) };
  });
  const tokens = split(material.token.data as Int32Array, lengths).map((ids) => Array.from(ids));
  const prompts = sharePrefixes(read, tokens);
  const scales = unitScales(prompts, { config: sae.config, center: centering.center });
  return {
    prompts: prompts.map((prompt, i) => ({ ...prompt, scales: scales[i] })),
    contrasts: material.contrast.data as Float32Array,
    accepted: split(material.accepted.data as Int32Array, material.accepted_length.data).map((ids) => Array.from(ids)),
  };
}
