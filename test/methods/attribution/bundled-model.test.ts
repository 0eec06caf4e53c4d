/** Causal checks of attributions on the trained bundled model and SAE: what the numbers claim, done to the model itself. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTask } from '../../../pipeline/task/kernels/task-file.ts';
import { readTensor } from '../../../src/engine/model/files/tensor-values.ts';
import { type Batch, batchesByLength } from '../../../src/engine/passes/batches.ts';
import { promptContrasts } from '../../../src/engine/passes/contrasts.ts';
import { openOutcomes, outcomeTables } from '../../../src/engine/passes/outcomes.ts';
import { type PromptTokens, tokenisePrompts } from '../../../src/engine/passes/prompt-tokens.ts';
import { openResiduals } from '../../../src/engine/passes/residuals.ts';
import { openSubject, type Subject } from '../../../src/engine/passes/subject.ts';
import { type Attributor, type BatchAttribution, openAttributor } from '../../../src/methods/attribution/attribute.ts';
import { parseStudy } from '../../study.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const TEXT = `
name: bundled
preset: seed-exact
model: { path: ${here('../../../fixtures/sports-model')} }
sae: { path: ${here('../../../fixtures/sports-sae')}, center: auto }
task: { file: ${here('../../../studies/tasks/sports.csv')} }
`;

let inputs: Subject;
let prompts: PromptTokens[];
let contrasts: Float32Array;
let decoder: Float32Array;
let attributor: Attributor;
let batches: Batch[];
/** Residuals of each batch, [rows, T, D]. */
let residuals: Float32Array[];
let width: number;
let first: BatchAttribution;

const contrastRows = (rows: readonly number[]): Float32Array =>
  Float32Array.from(rows.flatMap((row) => [...contrasts.subarray(row * width, (row + 1) * width)]));

beforeAll(async () => {
  const study = parseStudy(TEXT, here('study.yaml'));
  inputs = await openSubject(study);
  width = inputs.model.config.dModel;
  const task = readTask(study.task.file).slice(0, 40);
  prompts = tokenisePrompts(
    task,
    await inputs.tokenizer(),
    inputs.model.config,
    inputs.sae.config.prependBos,
    'sports.csv',
  );
  const answers = task.map(({ answer }, i) => ({ word: answer, token: prompts[i]!.answerToken }));
  contrasts = await promptContrasts(
    inputs.model,
    answers,
    answers.map(() => null),
  );
  decoder = await readTensor(inputs.sae.tensors.get('W_dec')!);
  attributor = await openAttributor(inputs, 1);
  const tokens = prompts.map((prompt) => prompt.tokens);
  batches = batchesByLength(
    tokens.map((ids) => ids.length),
    64,
  );
  const reader = await openResiduals(inputs, tokens, 1);
  residuals = [];
  for (const batch of batches) residuals.push(await reader.read(batch));
  await reader.release();
  first = await attributor.attribute(lengthsOf(batches[0]!), residuals[0]!, contrastRows(batches[0]!.rows));
});
afterAll(() => attributor.release());

const lengthsOf = ({ rows, length }: Batch): number[] => rows.map(() => length);

/** Contrast of the first batch's row 0 after `change` to its residual. */
async function contrastAfter(change: (resid: Float32Array) => void): Promise<number> {
  const { rows, length } = batches[0]!;
  const resid = residuals[0]!.slice(0, length * width);
  change(resid);
  return (await attributor.attribute([length], resid, contrastRows(rows.slice(0, 1)))).contrast[0]!;
}

const alongDecoder = (position: number, feature: number, by: number) => (resid: Float32Array) => {
  for (let d = 0; d < width; d++) resid[position * width + d]! += by * decoder[feature * width + d]!;
};

/** Codes of row 0 in order of the size of their attribution, largest first. */
function strongest(count: number): number[] {
  const size = (i: number): number => Math.abs(first.activation[i]! * first.projection[i]!);
  const own = Array.from(first.row.keys()).filter((i) => first.row[i] === 0);
  return own.sort((a, b) => size(b) - size(a)).slice(0, count);
}

describe('on the bundled model', () => {
  it('d·g is the central difference of the contrast along a decoder row', async () => {
    const scale = Math.max(...strongest(1000).map((i) => Math.abs(first.projection[i]!)));
    const step = 0.05;
    for (const i of strongest(12)) {
      const at = (by: number) => contrastAfter(alongDecoder(first.position[i]!, first.feature[i]!, by));
      const difference = ((await at(step)) - (await at(-step))) / (2 * step);
      expect(Math.abs(difference - first.projection[i]!) / scale, `code ${i}`).toBeLessThan(0.02);
    }
  });

  it('removing a sixteenth of a feature changes the contrast by a sixteenth of its attribution', async () => {
    const scale = Math.abs(first.activation[strongest(1)[0]!]! * first.projection[strongest(1)[0]!]!);
    for (const i of strongest(12)) {
      const f = first.activation[i]!;
      const moved = await contrastAfter(alongDecoder(first.position[i]!, first.feature[i]!, -f / 16));
      const perFeature = (first.contrast[0]! - moved) * 16;
      expect(Math.abs(perFeature - f * first.projection[i]!) / scale, `code ${i}`).toBeLessThan(0.1);
    }
  });

  it('the first-order effect of steering is −2 Σ over positions of d·g', async () => {
    const { rows, length } = batches[0]!;
    const row = rows[0]!;
    const tables = outcomeTables([prompts[row]!.acceptedTokens], contrastRows([row]));
    const runner = await openOutcomes(inputs, tables, 1);
    for (const i of strongest(3)) {
      const feature = first.feature[i]!;
      const direction = decoder.subarray(feature * width, (feature + 1) * width);
      const steered = async (dose: number): Promise<number> => {
        const resid = residuals[0]!
          .slice(0, length * width)
          .map((value, at) => value - 2 * dose * direction[at % width]!);
        return (await runner.run(resid, Int32Array.of(0))).logitDiff[0]!;
      };
      let expected = 0;
      for (let at = 0; at < length * width; at++) expected += -2 * first.gradient[at]! * direction[at % width]!;
      const dose = 0.02;
      const slope = ((await steered(dose)) - (await steered(-dose))) / (2 * dose);
      expect(Math.abs(slope - expected)).toBeLessThan(0.02 * Math.max(Math.abs(expected), 1));
    }
    await runner.release();
  });

  it('BOS, "Fact" and ":" have the same residual in every prompt of a batch, to the bit, and nearly so in others', () => {
    const shared = 3 * width;
    const reference = residuals[0]!.subarray(0, shared);
    const largest = Math.max(...reference.map(Math.abs));
    for (const [b, { rows, length }] of batches.entries()) {
      for (const row of rows.keys()) {
        const own = residuals[b]!.subarray(row * length * width, row * length * width + shared);
        expect(own).toEqual(residuals[b]!.subarray(0, shared));
        const off = own.reduce((worst, value, i) => Math.max(worst, Math.abs(value - reference[i]!)), 0);
        expect(off / largest).toBeLessThan(1e-6);
      }
    }
  });

  it('closes the ledger, keeps 1·g at zero and the contrast what the model says, on every prompt', async () => {
    const tables = outcomeTables(
      prompts.map((prompt) => prompt.acceptedTokens),
      contrasts,
    );
    const runner = await openOutcomes(inputs, tables, 1);
    for (const [b, batch] of batches.entries()) {
      const found = await attributor.attribute(lengthsOf(batch), residuals[b]!, contrastRows(batch.rows));
      const model = await runner.run(residuals[b]!, Int32Array.from(batch.rows));
      model.logitDiff.forEach((m, row) => {
        expect(Math.abs(m - found.contrast[row]!)).toBeLessThan(1e-4 * Math.max(...model.logitDiff.map(Math.abs)));
      });
      const sums = new Float64Array(found.total.length);
      found.row.forEach((row, i) => {
        sums[row * batch.length + found.position[i]!]! += found.activation[i]! * found.projection[i]!;
      });
      const scale = Math.max(...found.total.map(Math.abs));
      found.total.forEach((total, place) => {
        const off = sums[place]! + found.bias[place]! + found.error[place]! - total;
        expect(Math.abs(off) / scale).toBeLessThan(1e-4);
      });
      const steepest = Math.max(...found.gradient.map(Math.abs));
      for (const sum of found.onesGradient) expect(Math.abs(sum) / steepest).toBeLessThan(1e-4);
    }
    await runner.release();
  });
});
