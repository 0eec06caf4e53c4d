/** Weights that each stage of a study has open at a time, and the budget its batches get. */
import { attributionGraph } from '../../src/attribution/graph.ts';
import { pathGraph } from '../../src/attribution/path-graph.ts';
import { batchBytes, leastMemoryBytes } from '../../src/memory-budget.ts';
import { headGraph } from '../../src/model/head-graph.ts';
import { openInputs } from '../../src/model/inputs.ts';
import { openWeightBytes } from '../../src/model/open-weights.ts';
import { weightBytesOf } from '../../src/onnx/weight-bytes.ts';
import { directGraph } from '../../src/steering/direct/direct-graph.ts';
import { outcomeWeightBytes } from '../../src/steering/outcomes.ts';
import { divideMemory } from '../../src/steering/run-limits.ts';
import { loadStudy } from '../../src/study/study.ts';

export async function openWeights(file: string, memoryBytes: number, threads: number) {
  const inputs = await openInputs(loadStudy(file, []));
  const { blocksBefore } = inputs.sae.config.hook;
  const head = weightBytesOf(headGraph(inputs.architecture, blocksBefore));
  const outcome = outcomeWeightBytes(inputs);
  const parts = {
    model: inputs.architecture,
    sae: { config: inputs.sae.config, weights: inputs.saeWeights, center: inputs.centering.center },
    blocksBefore,
  };
  const largest = openWeightBytes(inputs);
  return {
    weightBytes: {
      model: [...inputs.model.tensors.values()].reduce((sum, { nBytes }) => sum + nBytes, 0),
      evaluate: Math.max(head, outcome),
      attribute: Math.max(head, weightBytesOf(attributionGraph(parts))),
      verify: weightBytesOf(pathGraph(parts)),
      steer: outcome,
      direct: weightBytesOf(directGraph(inputs.architecture, blocksBefore)),
    },
    sessions: divideMemory(memoryBytes, outcome, threads).sessions,
    batchBytes: batchBytes(memoryBytes, largest),
    leastBytes: leastMemoryBytes(largest),
  };
}
