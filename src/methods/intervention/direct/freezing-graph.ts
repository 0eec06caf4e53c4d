/**
 * A graph on which part of a model can be built a second time with its attention patterns and normalisation scales held: what `record`
 * builds is the run that gives them, what `replay` builds uses them in place of its own. Works at the level of operators, so it is the
 * same for every architecture: a softmax becomes the recorded one, and layer normalisation
 *
 *   y = (x − mean(x)) · s · weight + bias     with s = 1/√(var + ε) of the recorded run
 *
 * which is linear in x. Where a batch holds the recorded run beside changed ones, each takes what is held of its own (`HeldOf`). What an architecture computes in other ways (values, projections, feed-forward) runs as it is.
 */
import { Graph, type NodeSpec, type Tensor } from '../../../engine/onnx/onnx-graph.ts';
import * as ops from '../../../engine/onnx/ops.ts';

const HELD = ['LayerNormalization', 'Softmax'];

/** What was recorded, in the order of building. */
export type Recording = readonly { readonly operator: string; readonly outputs: readonly Tensor[] }[];

/** From recorded patterns or scales to those that each sequence or row is held to. */
export type HeldOf = (recorded: Tensor) => Tensor;

export class FreezingGraph extends Graph {
  #heldOf: HeldOf | undefined;
  #tape: { operator: string; outputs: readonly Tensor[] }[] | undefined;
  #held: Recording[number][] | undefined;

  /** Builds as usual and keeps what a replay will hold. */
  record(build: () => Tensor): { readonly result: Tensor; readonly recording: Recording } {
    this.#tape = [];
    const result = build();
    const recording = this.#tape;
    this.#tape = undefined;
    return { result, recording };
  }

  /**
   * Builds the same part again with the recording's patterns and scales.
   * @param heldOf what each is held to; the recorded ones as they are where it is left out
   * @throws Error when it is not the same part: a replay must meet exactly what was recorded
   */
  replay(recording: Recording, build: () => Tensor, heldOf: HeldOf = (recorded) => recorded): Tensor {
    this.#held = [...recording];
    this.#heldOf = heldOf;
    const result = build();
    const left = this.#held.length;
    this.#held = undefined;
    if (left > 0) throw new Error(`${this.name}: ${left} recorded operators were not met again`);
    return result;
  }

  override append(
    operator: string,
    inputs: readonly Tensor[],
    outputs: Parameters<Graph['append']>[2],
    spec: NodeSpec = {},
  ): Tensor[] {
    if (this.#held !== undefined && HELD.includes(operator)) return this.#hold(operator, inputs);
    const tensors = super.append(operator, inputs, outputs, spec);
    if (HELD.includes(operator)) this.#tape?.push({ operator, outputs: tensors });
    return tensors;
  }

  #hold(operator: string, inputs: readonly Tensor[]): Tensor[] {
    const next = this.#held?.shift();
    if (next?.operator !== operator)
      throw new Error(`${this.name}: ${operator} met, expected ${next?.operator ?? 'nothing more'} as recorded`);
    const held = this.#heldOf as HeldOf;
    if (operator === 'Softmax') return next.outputs.map(held);
    const [x, weight, bias] = inputs;
    const inverse = held(next.outputs[2]);
    const mean = ops.reduceMean(x, [x.rank - 1], { keepDims: true });
    return [ops.add(ops.mul(ops.mul(ops.sub(x, mean), inverse), weight), bias), mean, inverse];
  }
}
