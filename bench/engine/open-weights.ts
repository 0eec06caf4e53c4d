/** Weights that each stage of a study has open at a time, and the budget its batches get. */

import { weightBytesOf } from '../../src/engine/onnx/live.ts';
import { outcomeWeightBytes } from '../../src/engine/passes/outcomes.ts';
import { headGraph } from '../../src/engine/passes/pass.ts';
import { openWeightBytes } from '../../src/engine/passes/resident-weights.ts';
import { divideMemory } from '../../src/engine/passes/run-limits.ts';
import { openSubject } from '../../src/engine/passes/subject.ts';
import { batchBytes, leastMemoryBytes } from '../../src/memory-budget.ts';
import { attributionGraph } from '../../src/methods/attribution/attribution-graph.ts';
import { pathGraph } from '../../src/methods/attribution/integrated-gradients.ts';
import { directGraph, EFFECTS } from '../../src/methods/intervention/direct/direct-graph.ts';
import { loadShortStudy } from '../short-study.ts';

export async function openWeights(file: string, memoryBytes: number, threads: number) {
  const inputs = await openSubject(loadShortStudy(file));
  const { reads } = inputs.dictionary;
  const head = weightBytesOf(headGraph(inputs.architecture, reads));
  const outcome = outcomeWeightBytes(inputs);
  const parts = {
    model: inputs.architecture,
    dictionary: inputs.dictionary,
  };
  const largest = openWeightBytes(inputs);
  return {
    weightBytes: {
      model: [...inputs.model.tensors.values()].reduce((sum, { nBytes }) => sum + nBytes, 0),
      evaluate: Math.max(head, outcome),
      attribute: Math.max(head, weightBytesOf(attributionGraph(parts))),
      verify: weightBytesOf(pathGraph(parts)),
      steer: outcome,
      direct: weightBytesOf(directGraph(inputs.architecture, reads, EFFECTS)),
    },
    sessions: divideMemory(memoryBytes, outcome, threads).sessions,
    batchBytes: batchBytes(memoryBytes, largest),
    leastBytes: leastMemoryBytes(largest),
  };
}
