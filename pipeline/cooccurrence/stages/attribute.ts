/**
 * Stage `attribute`: residual, gradient, SAE codes with their attributions, and the ledger, one shard a batch.
 * The plan is fixed before the first batch; a killed run continues with the shards that are missing.
 */

import { sourceFiles } from '../../../src/engine/hub/sources.ts';
import { type MixedBatch, mixedBatches } from '../../../src/engine/passes/batches.ts';
import { openWeightBytes } from '../../../src/engine/passes/resident-weights.ts';
import { openResiduals } from '../../../src/engine/passes/residuals.ts';
import { openSubject } from '../../../src/engine/passes/subject.ts';
import { type ContrastPrompt, taskContrasts } from '../../../src/engine/passes/task-contrasts.ts';
import { batchBytes } from '../../../src/memory-budget.ts';
import { openAttributor, positionsWithin } from '../../../src/methods/attribution/attribute.ts';
import { openMethod } from '../../../src/methods/attribution/method-values.ts';
import { hasPlan, openShards, readPlan } from '../../../src/run/shards.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';

interface PromptRow extends ContrastPrompt {
  readonly tokens: number[];
}

export const attribute: Stage = {
  name: 'attribute',
  reads: ['prompt', 'token'],
  writes: [],
  parameters: ({ attribution, sae }) => ({ method: attribution.method, center: sae.center, layer: sae.layer }),
  files: sourceFiles,
  // Later stages read the shards, so one that is missing is computed again.
  outputs(out, hash) {
    const shards = openShards(out, 'attribute', hash);
    return shards.files(hasPlan(shards) ? readPlan<{ batches: MixedBatch[] }>(shards).batches.length : 0);
  },
  run,
};

async function run(context: StageContext): Promise<void> {
  const { study, tables, out, hash, threads, memoryBytes, progress: start, note } = context;
  const inputs = await openSubject(study);
  const prompts = await tables.query<PromptRow>('prompts_to_run');
  const tokens = prompts.map((prompt) => Int32Array.from(prompt.tokens));
  // Every method but the gradient has a session of its own beside the gradient's.
  const sessions = study.attribution.method === 'gradient' ? 1 : 2;
  const most = positionsWithin(batchBytes(memoryBytes, sessions * openWeightBytes(inputs)), inputs);
  const lengths = tokens.map((ids) => ids.length);
  // A run that goes on keeps its batches, also where it may now use more or less memory.
  const begun = openShards(out, 'attribute', hash);
  const { batches } = hasPlan(begun)
    ? readPlan<{ batches: MixedBatch[] }>(begun)
    : { batches: mixedBatches(lengths, most) };
  const shards = openShards(out, 'attribute', hash, { batches });
  const left = batches.map((batch, index) => ({ batch, index })).filter(({ index }) => !shards.has(index));
  const contrastOf = await taskContrasts(inputs.model, prompts);
  const width = inputs.model.config.dModel;
  const contrastsOf = ({ rows }: MixedBatch): Float32Array => {
    const own = new Float32Array(rows.length * width);
    rows.forEach((row, b) => own.set(contrastOf(row), b * width));
    return own;
  };

  const progress = start('attributions', prompts.length);
  progress.advance(prompts.length - left.reduce((sum, { batch }) => sum + batch.rows.length, 0));
  // All of them first: the blocks before the hook and those after it are never open at the same time.
  const residuals = await openResiduals(inputs, tokens, threads);
  const resids: Float32Array[] = [];
  for (const { batch } of left) resids.push(await residuals.read(batch));
  await residuals.release();
  const attributor = await openAttributor(inputs, threads);
  const method = await openMethod(study.attribution.method, inputs, threads);
  for (const [place, { batch, index }] of left.entries()) {
    const resid = resids[place];
    const found = await attributor.attribute(batch.lengths, resid, contrastsOf(batch));
    const values = await method.values(batch.lengths, resid, contrastsOf(batch), found);
    const list = (data: Float32Array | Int32Array) => ({ data, dims: [data.length] });
    const vectors = (data: Float32Array) => ({ data, dims: [data.length / width, width] });
    shards.write(index, {
      prompt: list(Int32Array.from(batch.rows)),
      length: list(Int32Array.from(batch.lengths)),
      resid: vectors(resid),
      gradient: vectors(found.gradient),
      contrast: list(found.contrast),
      row: list(found.row),
      position: list(found.position),
      feature: list(found.feature),
      activation: list(found.activation),
      projection: list(found.projection),
      row_scale: list(found.rowScale),
      attribution: list(values),
      bias: list(found.bias),
      error: list(found.error),
      total: list(found.total),
      ones_gradient: list(found.onesGradient),
    });
    progress.advance(batch.rows.length);
  }
  await attributor.release();
  await method.release();
  progress.done();
  note(`${prompts.length} prompts in files, which stage load reads into tables`);
}
