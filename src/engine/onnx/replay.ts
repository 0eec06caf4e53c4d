/**
 * A forward pass that is differentiated on many rows and computed on few. Where rows of a pass are copies of one another (positions
 * that several prompts share), their gradients differ, since each leads to another prompt's answer, but all that the pass computes for
 * them is equal. So the pass is written down and differentiated with a row for each copy, then written again with each row once, and
 * the derivative's nodes read the second, expanded where rows stand in it; those that depend on the pass alone, such as an activation's
 * slope, are written again with it. The first pass is read by no one and is left out of the model (live.ts).
 */
import type { Graph, Node, Tensor } from './onnx-graph.ts';

interface ReplayOptions {
  /**
   * Nodes of the forward pass, from this one to that one (exclusive); those after it are the derivative's. Of tensors with a row for each
   * copy the pass reads those in `inputs` alone.
   */
  readonly from: number;
  readonly to: number;
  /** What the derivative starts from at the pass's end. */
  readonly seed: Tensor;
  /** What the pass starts from with every copy, and the same with each row once. */
  readonly inputs: ReadonlyMap<Tensor, Tensor>;
  /** The name of the rows' dimension in the pass with every copy, and in the other. */
  readonly copies: string;
  readonly rows: string;
  /** [rows, ...] → [copies, ...] */
  readonly expand: (x: Tensor) => Tensor;
}

/** @returns what stands for a tensor of the first pass in the second */
export function replay(graph: Graph, options: ReplayOptions): (x: Tensor) => Tensor {
  const { from, to, seed, inputs, copies, rows, expand } = options;
  const end = graph.nodes.length;
  const once = new Map(inputs);
  const known = new Map<Tensor, Tensor>();
  /** The second pass's tensor with every copy. */
  const read = (x: Tensor): Tensor => {
    const own = once.get(x);
    if (own === undefined || inputs.has(x)) return x;
    if (!known.has(x)) known.set(x, x.shape.includes(copies) ? expand(own) : own);
    return known.get(x)!;
  };
  /** What depends on the seed differs from copy to copy, and so does what the derivative makes of the pass's inputs alone. */
  const apart = new Set([seed]);
  const rewired: Node[] = [];
  graph.nodes.slice(from, end).forEach((node, i) => {
    const reads = (which: (x: Tensor) => boolean): boolean => node.inputs.some(which);
    const forward = from + i < to;
    if (!forward) rewired.push({ ...node, inputs: node.inputs.map(read) });
    if (!reads((x) => apart.has(x)) && reads((x) => once.has(x) && (forward || !inputs.has(x))))
      again(graph, node, once, { [copies]: rows });
    else if (reads((x) => apart.has(x) || once.has(x))) for (const output of node.outputs) apart.add(output);
  });
  const added = graph.nodes.splice(end);
  graph.nodes.splice(to, end - to, ...added, ...rewired);
  return (x) => once.get(x) ?? x;
}

/** Appends a node that does to the tensors in `once` what `node` does to those they stand for. */
function again(graph: Graph, node: Node, once: Map<Tensor, Tensor>, renamed: Readonly<Record<string, string>>): void {
  const outputs = graph.append(
    node.operator,
    node.inputs.map((input) => once.get(input) ?? input),
    node.outputs.map(({ type, shape }) => ({ type, shape: shape.map((dim) => renamed[dim] ?? dim) })),
    { attributes: node.attributes, ...(node.domain !== '' && { domain: node.domain }) },
  );
  node.outputs.forEach((output, i) => once.set(output, outputs[i]));
}
