/**
 * The largest code of each feature over a generic text, the study's global maximum: `withBos` over every position, `withoutBos` over
 * all but a BOS at position 0. Each line of the text is a document; a line longer than the model's positions is cut into pieces, each
 * with a BOS of its own where the SAE was trained with one.
 */

import { readFileSync } from 'node:fs';
import { Graph } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats } from '../../../../src/engine/onnx/runtime.ts';
import { batchesByLength } from '../../../../src/engine/passes/batches.ts';
import { openSession } from '../../../../src/engine/passes/pass.ts';
import { openWeightBytes } from '../../../../src/engine/passes/resident-weights.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { EMBEDDED, walk } from '../../../../src/engine/passes/walk.ts';
import { StudyError } from '../../../../src/errors.ts';
import { batchBytes } from '../../../../src/memory-budget.ts';
import { positionsWithin } from '../../../../src/methods/attribution/attribute.ts';
import type { Progress } from '../../../../src/progress.ts';
import { type NodeMembers, nodeParts } from '../units/node-members.ts';

/** What a run may use. */
interface Limits {
  readonly threads: number;
  readonly memoryBytes: number;
}

interface CorpusMaxima {
  readonly withBos: Float64Array;
  readonly withoutBos: Float64Array;
}

/** @returns in the order of `featureIds` */
export async function corpusMaxima(
  inputs: Subject,
  file: string,
  featureIds: Int32Array,
  limits: Limits,
  start: (label: string, total: number) => Progress,
): Promise<CorpusMaxima> {
  const { threads, memoryBytes } = limits;
  const documents = await tokenise(readFileSync(file, 'utf8'), inputs, file);
  const batches = batchesByLength(
    documents.map((tokens) => tokens.length),
    positionsWithin(batchBytes(memoryBytes, openWeightBytes(inputs)), inputs),
  );
  const session = await openSession(inputs, codeMaximaGraph(inputs), threads);
  const progress = start('generic text', documents.length);
  const whole = new Float64Array(inputs.sae.config.dSae);
  const later = new Float64Array(inputs.sae.config.dSae);
  for (const { rows, length } of batches) {
    const ids = new Int32Array(rows.length * length);
    rows.forEach((row, b) => ids.set(documents[row], b * length));
    const maxima = floats(await session.run({ tokens: { data: ids, dims: [rows.length, length] } }), 'maxima');
    maxima.forEach((value, i) => {
      const feature = i % whole.length;
      const first = i < whole.length && inputs.sae.config.prependBos;
      whole[feature] = Math.max(whole[feature], value);
      if (!first) later[feature] = Math.max(later[feature], value);
    });
    progress.advance(rows.length);
  }
  progress.done();
  await session.release();
  const of = (values: Float64Array): Float64Array => Float64Array.from(featureIds, (feature) => values[feature]);
  return { withBos: of(whole), withoutBos: of(later) };
}

/** The maxima as named metrics, of a node the largest of its features'; none where the study names no generic text. */
export async function corpusMetrics(
  subject: Subject,
  file: string | undefined,
  { featureIds, members }: { readonly featureIds: Int32Array; readonly members: NodeMembers },
  limits: Limits,
  start: (label: string, total: number) => Progress,
): Promise<{ name: string; values: Float64Array }[]> {
  if (file === undefined || featureIds.length === 0) return [];
  const { features, parts } = nodeParts([...featureIds], members);
  const { withBos, withoutBos } = await corpusMaxima(subject, file, Int32Array.from(features), limits, start);
  const largest = (values: Float64Array) => Float64Array.from(parts, (own) => Math.max(...own.map((k) => values[k])));
  return [
    { name: 'gen_max_activation', values: largest(withBos) },
    { name: 'gen_max_activation_non_bos', values: largest(withoutBos) },
  ];
}

/** Input `tokens` int32 [B, T]; output `maxima` [T, F], the largest code at each position. */
function codeMaximaGraph({ architecture, dictionary }: Subject): Graph {
  const graph = new Graph('corpus');
  const model = architecture(graph);
  const { reads } = dictionary;
  const tokens = model.embed(graph.input('tokens', 'int32', ['batch', 'time']));
  const { x } = dictionary.input(walk(model, tokens, EMBEDDED, { reads: [reads] }).at(reads));
  graph.output('maxima', ops.reduceMax(dictionary.encode(x).code, [0]));
  return graph;
}

async function tokenise(text: string, inputs: Subject, where: string): Promise<Int32Array[]> {
  const { model, sae } = inputs;
  const tokenizer = await inputs.tokenizer();
  const bos = sae.config.prependBos && tokenizer.bosTokenId !== null ? [tokenizer.bosTokenId] : [];
  const room = model.config.nPositions - bos.length;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0)
    throw new StudyError({ where, found: 'no text', expected: 'a generic text, one document a line' });
  return lines.flatMap((line) => {
    const ids = tokenizer.encode(line);
    return Array.from({ length: Math.ceil(ids.length / room) }, (_, piece) =>
      Int32Array.from([...bos, ...ids.subarray(piece * room, (piece + 1) * room)]),
    );
  });
}
