/**
 * Reverse-mode differentiation on the graph: `gradient(y, [x…])` appends the nodes that compute ∂y/∂x and returns their outputs.
 *
 * Each operator declares its vector-Jacobian product; nodes are walked from last to first, which is a topological order because
 * a node can only use tensors that exist, and contributions of several uses are added. Nodes that do not lie between x and y
 * get no backward nodes. When y is not a scalar the result is ∂(Σ y)/∂x: for a batch in which row b of y depends on row b of x
 * alone, that is the gradient of every row at once.
 */
import type { Node, Tensor } from './onnx-graph.ts';
import { add } from './ops/arithmetic.ts';
import { onesLike } from './ops/fill.ts';
import { sameShape } from './shape.ts';

/**
 * @param y tensor to differentiate (summed over all its elements)
 * @param inputs tensors of the same graph
 * @param seed upstream gradient of y, ones by default; same shape as y
 * @throws when y does not depend on one of the inputs, or an operator between them has no declared derivative
 */
export function gradient(y: Tensor, inputs: readonly Tensor[], seed: Tensor = onesLike(y)): Tensor[] {
  const active = dependents(y.graph.nodes, inputs);
  if (!active.has(y)) throw new Error(`gradient: ${y.name} depends on none of ${inputs.map((t) => t.name).join(', ')}`);
  const accumulated = new Map<Tensor, Tensor>([[y, seed]]);
  // The list grows while backward nodes are appended; only the nodes of the forward pass are walked.
  for (const node of [...y.graph.nodes].reverse()) pullBack(node, active, accumulated);
  return inputs.map((input) => {
    const found = accumulated.get(input);
    if (found === undefined) throw new Error(`gradient: ${y.name} does not depend on ${input.name}`);
    return found;
  });
}

/** Every tensor that depends on one of `inputs` (themselves included). */
function dependents(nodes: readonly Node[], inputs: readonly Tensor[]): Set<Tensor> {
  const active = new Set<Tensor>(inputs);
  for (const node of nodes) {
    if (node.inputs.some((input) => active.has(input))) for (const output of node.outputs) active.add(output);
  }
  return active;
}

function pullBack(node: Node, active: ReadonlySet<Tensor>, accumulated: Map<Tensor, Tensor>): void {
  const upstream = node.outputs.map((output) => accumulated.get(output));
  const needs = node.inputs.map((input) => active.has(input));
  if (upstream.every((u) => u === undefined) || !needs.includes(true)) return;
  if (node.vjp === undefined)
    throw new Error(`gradient: ${node.operator} has no derivative (node of ${node.outputs[0]?.name})`);
  const contributions = node.vjp(upstream, needs);
  node.inputs.forEach((input, i) => {
    const contribution = contributions[i];
    if (!needs[i] || contribution === undefined) return;
    if (!sameShape(contribution.shape, input.shape)) {
      throw new Error(
        `gradient: ${node.operator} gave [${contribution.shape}] for input ${i} of shape [${input.shape}]`,
      );
    }
    const earlier = accumulated.get(input);
    accumulated.set(input, earlier === undefined ? contribution : add(earlier, contribution));
  });
}
