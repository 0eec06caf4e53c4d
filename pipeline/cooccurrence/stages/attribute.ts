/**
 * Stage `attribute`: residual, gradient, SAE codes with their attributions, and the ledger, one shard a batch.
 * The plan is fixed before the first batch; a killed run continues with the shards that are missing.
 */

import { concatenated, split } from '../../../src/concatenated.ts';
import { type MixedBatch, mixedBatches } from '../../../src/engine/passes/batches.ts';
import { type ContrastPrompt, taskContrasts } from '../../../src/engine/passes/contrasts.ts';
import { openWeightBytes } from '../../../src/engine/passes/resident-weights.ts';
import { openResiduals } from '../../../src/engine/passes/residuals.ts';
import { batchBytes } from '../../../src/memory-budget.ts';
import { openAttributor, positionsWithin } from '../../../src/methods/attribution/attribute.ts';
import type { AttributionMethod } from '../../../src/methods/attribution/method-names.ts';
import { openMethod } from '../../../src/methods/attribution/method-values.ts';
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, type ShardPlan, sharded } from '../../../src/run/stage.ts';
import { rows, subject } from '../../../src/run/stage-input.ts';
import { attributedShard } from '../kernels/matrix/attributed-shard.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface PromptRow extends ContrastPrompt {
  readonly tokens: readonly number[];
}

interface AttributePlan extends ShardPlan {
  readonly method: AttributionMethod;
  readonly batches: readonly MixedBatch[];
}

export const attribute = sharded({
  name: 'attribute',
  module: import.meta.url,
  label: 'attributions',
  settings: ({ attribution: { method } }: CooccurrenceStudy) => ({ method }),
  reads: { prompts: rows<PromptRow>('prompts_to_run'), subject: subject() },
  writes: [],
  plan({ method }, { prompts, subject }, { memoryBytes }): AttributePlan {
    // Every method but the gradient has a session of its own beside the gradient's.
    const sessions = method === 'gradient' ? 1 : 2;
    const most = positionsWithin(batchBytes(memoryBytes, sessions * openWeightBytes(subject)), subject);
    const lengths = prompts.map(({ tokens }) => tokens.length);
    const batches = mixedBatches(lengths, most);
    return { method, batches, sizes: batches.map((batch) => batch.rows.length) };
  },
  async material(_, { prompts, subject }): Promise<Shard> {
    const contrastOf = await taskContrasts(subject.model, prompts);
    const width = subject.model.config.dModel;
    const contrasts = concatenated(
      Float32Array,
      prompts.map((_, prompt) => contrastOf(prompt)),
    );
    const tokens = concatenated(
      Int32Array,
      prompts.map(({ tokens }) => tokens),
    );
    const lengths = Int32Array.from(prompts, ({ tokens }) => tokens.length);
    return {
      length: { data: lengths, dims: [prompts.length] },
      token: { data: tokens, dims: [tokens.length] },
      contrast: { data: contrasts, dims: [prompts.length, width] },
    };
  },
  open: openAttribution,
  collect(_, { prompts }, __, { note }) {
    note(`${prompts.length} prompts in files, which stage load reads into tables`);
    return {};
  },
});

async function openAttribution(
  { method: name, batches }: AttributePlan,
  { length, token, contrast }: Shard,
  { subject, threads, left }: ShardEngine,
): Promise<ShardMaker> {
  const width = subject.model.config.dModel;
  const tokens = split(token.data as Int32Array, length.data);
  const contrastsOf = ({ rows }: MixedBatch): Float32Array =>
    concatenated(
      Float32Array,
      rows.map((row) => contrast.data.subarray(row * width, (row + 1) * width)),
    );
  // All of them first: the blocks before the hook and those after it are never open at the same time.
  const residuals = await openResiduals(subject, tokens, threads);
  const resids = new Map<number, Float32Array>();
  for (const index of left) resids.set(index, await residuals.read(batches[index]));
  await residuals.release();
  const attributor = await openAttributor(subject, threads);
  const method = await openMethod(name, subject, threads);
  return {
    async make(index) {
      const batch = batches[index];
      const resid = resids.get(index);
      if (resid === undefined) throw new Error(`attribute: shard ${index} is not one of those to be made`);
      resids.delete(index);
      const found = await attributor.attribute(batch.lengths, resid, contrastsOf(batch));
      const values = await method.values(batch.lengths, resid, contrastsOf(batch), found);
      return attributedShard({ batch, resid, found, values }, width);
    },
    async release() {
      await attributor.release();
      await method.release();
    },
  };
}
