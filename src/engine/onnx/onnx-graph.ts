/**
 * A typed builder of ONNX graphs. Operators (src/onnx/ops) are functions on symbolic tensors whose element type and shape are
 * known while the graph is built, so a mistake is an error on the line that makes it and not in the runtime.
 *
 * A dimension is a number, or a name such as 'batch' that onnxruntime fills in when the graph runs. Equal names are equal
 * sizes; a name never broadcasts against another name or against a number other than 1.
 *
 * Format: https://github.com/onnx/onnx/blob/v1.17.0/docs/IR.md
 */

export type Dim = number | string;
export type Shape = readonly Dim[];
export type ElementType = 'float32' | 'float16' | 'bfloat16' | 'int32' | 'int64' | 'bool';
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** Where the bytes of an initialiser lie: in a file beside the model (ONNX external data), never copied by us. */
interface ExternalData {
  /** File name relative to the session's external folder. */
  readonly location: string;
  readonly offset: number;
  readonly nBytes: number;
}

export interface Initialiser {
  readonly tensor: Tensor;
  readonly data: Uint8Array | ExternalData;
}

/** From the gradients of a node's outputs to those of its inputs; `needs[i]` says whether input i is asked for. */
export type VectorJacobianProduct = (
  upstream: readonly (Tensor | undefined)[],
  needs: readonly boolean[],
) => readonly (Tensor | undefined)[];

export interface Node {
  readonly operator: string;
  /** '' is the ONNX standard, 'com.microsoft' onnxruntime's own operators. */
  readonly domain: '' | 'com.microsoft';
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly vjp: VectorJacobianProduct | undefined;
}

/** What an operator declares about the node it appends. */
interface NodeSpec {
  readonly domain?: 'com.microsoft';
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly vjp?: VectorJacobianProduct;
}

export class Tensor {
  readonly graph: Graph;
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;

  constructor(graph: Graph, name: string, type: ElementType, shape: Shape) {
    this.graph = graph;
    this.name = name;
    this.type = type;
    this.shape = shape;
  }

  get rank(): number {
    return this.shape.length;
  }
}

export class Graph {
  readonly name: string;
  readonly nodes: Node[] = [];
  readonly inputs: Tensor[] = [];
  readonly outputs: { readonly name: string; readonly tensor: Tensor }[] = [];
  readonly initialisers: Initialiser[] = [];
  readonly #constants = new Map<string, Tensor>();
  readonly #names = new Set<string>();

  constructor(name: string) {
    this.name = name;
  }

  /** A tensor fed at every run. */
  input(name: string, type: ElementType, shape: Shape): Tensor {
    const tensor = new Tensor(this, this.#claim(name), type, shape);
    this.inputs.push(tensor);
    return tensor;
  }

  /** A small constant, stored in the model itself. Equal constants share one initialiser. */
  constant(type: 'float32' | 'int64' | 'int32' | 'bool', shape: readonly number[], values: readonly number[]): Tensor {
    const size = shape.reduce((product, dim) => product * dim, 1);
    if (values.length !== size)
      throw new RangeError(`constant [${shape}]: got ${values.length} values, expected ${size}`);
    const key = `${type}[${shape}](${values})`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const tensor = new Tensor(this, this.#claim(`constant_${this.#constants.size}`), type, shape);
    this.initialisers.push({ tensor, data: bytesOf(type, values) });
    this.#constants.set(key, tensor);
    return tensor;
  }

  scalar(value: number): Tensor {
    return this.constant('float32', [], [value]);
  }

  /** A weight whose bytes stay in their file. */
  external(name: string, type: ElementType, shape: readonly number[], data: ExternalData): Tensor {
    const tensor = new Tensor(this, this.#claim(name), type, shape);
    this.initialisers.push({ tensor, data });
    return tensor;
  }

  /** Appends a node and returns its outputs, one for each `{type, shape}`. */
  append(
    operator: string,
    inputs: readonly Tensor[],
    outputs: readonly { readonly type: ElementType; readonly shape: Shape }[],
    spec: NodeSpec = {},
  ): Tensor[] {
    for (const input of inputs) {
      if (input.graph !== this)
        throw new Error(`${operator}: ${input.name} belongs to graph ${input.graph.name}, expected ${this.name}`);
    }
    const stem = `${operator}_${this.nodes.length}`;
    const tensors = outputs.map(({ type, shape }, i) => new Tensor(this, this.#claim(`${stem}_${i}`), type, shape));
    this.nodes.push({
      operator,
      domain: spec.domain ?? '',
      inputs,
      outputs: tensors,
      attributes: spec.attributes ?? {},
      vjp: spec.vjp,
    });
    return tensors;
  }

  /** `append` for the many operators with one output. */
  node(operator: string, inputs: readonly Tensor[], type: ElementType, shape: Shape, spec: NodeSpec = {}): Tensor {
    return this.append(operator, inputs, [{ type, shape }], spec)[0];
  }

  /** Names a tensor as a result that runs return. */
  output(name: string, tensor: Tensor): void {
    this.outputs.push({ name: this.#claim(name), tensor });
  }

  #claim(name: string): string {
    if (this.#names.has(name)) throw new Error(`${this.name}: the name ${name} is taken`);
    this.#names.add(name);
    return name;
  }
}

function bytesOf(type: 'float32' | 'int64' | 'int32' | 'bool', values: readonly number[]): Uint8Array {
  const typed =
    type === 'float32'
      ? Float32Array.from(values)
      : type === 'int32'
        ? Int32Array.from(values)
        : type === 'bool'
          ? Uint8Array.from(values)
          : BigInt64Array.from(values, BigInt);
  return new Uint8Array(typed.buffer);
}
