/**
 * Writes a Graph as an ONNX model. Only the messages that cofire uses are declared; field numbers are those of
 * https://github.com/onnx/onnx/blob/v1.17.0/onnx/onnx.proto3
 */
import protobuf from 'protobufjs/light.js';
import { liveGraph } from './live.ts';
import type { Attribute, Dim, ElementType, Graph, Initialiser, Node, Tensor } from './onnx-graph.ts';

/** Operator set 20 is the first with Gelu. */
const OPSET = 20;
const IR_VERSION = 9;

/** TensorProto.DataType */
const DATA_TYPE: Readonly<Record<ElementType, number>> = {
  float32: 1,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  bfloat16: 16,
};
/** AttributeProto.AttributeType */
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, ints: 7 } as const;
/** TensorProto.DataLocation.EXTERNAL */
const EXTERNAL = 1;

type Field = readonly [name: string, id: number, type: string, rule?: 'repeated'];

const MESSAGES: Readonly<Record<string, readonly Field[]>> = {
  ModelProto: [
    ['irVersion', 1, 'int64'],
    ['producerName', 2, 'string'],
    ['graph', 7, 'GraphProto'],
    ['opsetImport', 8, 'OperatorSetIdProto', 'repeated'],
  ],
  OperatorSetIdProto: [
    ['domain', 1, 'string'],
    ['version', 2, 'int64'],
  ],
  GraphProto: [
    ['node', 1, 'NodeProto', 'repeated'],
    ['name', 2, 'string'],
    ['initializer', 5, 'TensorProto', 'repeated'],
    ['input', 11, 'ValueInfoProto', 'repeated'],
    ['output', 12, 'ValueInfoProto', 'repeated'],
  ],
  NodeProto: [
    ['input', 1, 'string', 'repeated'],
    ['output', 2, 'string', 'repeated'],
    ['name', 3, 'string'],
    ['opType', 4, 'string'],
    ['attribute', 5, 'AttributeProto', 'repeated'],
    ['domain', 7, 'string'],
  ],
  AttributeProto: [
    ['name', 1, 'string'],
    ['f', 2, 'float'],
    ['i', 3, 'int64'],
    ['s', 4, 'bytes'],
    ['ints', 8, 'int64', 'repeated'],
    ['type', 20, 'int32'],
  ],
  TensorProto: [
    ['dims', 1, 'int64', 'repeated'],
    ['dataType', 2, 'int32'],
    ['name', 8, 'string'],
    ['rawData', 9, 'bytes'],
    ['externalData', 13, 'StringStringEntryProto', 'repeated'],
    ['dataLocation', 14, 'int32'],
  ],
  StringStringEntryProto: [
    ['key', 1, 'string'],
    ['value', 2, 'string'],
  ],
  ValueInfoProto: [
    ['name', 1, 'string'],
    ['type', 2, 'TypeProto'],
  ],
  TypeProto: [['tensorType', 1, 'TensorTypeProto']],
  TensorTypeProto: [
    ['elemType', 1, 'int32'],
    ['shape', 2, 'TensorShapeProto'],
  ],
  TensorShapeProto: [['dim', 1, 'DimensionProto', 'repeated']],
  DimensionProto: [
    ['dimValue', 1, 'int64'],
    ['dimParam', 2, 'string'],
  ],
};

const MODEL = declare();

/** The bytes of the model; weights declared as external data stay in their files. */
export function serialise(graph: Graph): Uint8Array {
  const { nodes, initialisers } = liveGraph(graph);
  const renamed = graph.outputs.map(({ name, tensor }) => ({
    input: [tensor.name],
    output: [name],
    name: `output_${name}`,
    opType: 'Identity',
    attribute: [],
    domain: '',
  }));
  const model = {
    irVersion: IR_VERSION,
    producerName: 'cofire',
    opsetImport: [
      { domain: '', version: OPSET },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: {
      name: graph.name,
      node: [...nodes.map(nodeProto), ...renamed],
      initializer: initialisers.map(tensorProto),
      input: graph.inputs.map((tensor) => valueInfo(tensor.name, tensor)),
      output: graph.outputs.map(({ name, tensor }) => valueInfo(name, tensor)),
    },
  };
  return MODEL.encode(MODEL.create(model)).finish();
}

function declare(): protobuf.Type {
  const root = new protobuf.Root();
  for (const [name, fields] of Object.entries(MESSAGES)) {
    const type = new protobuf.Type(name);
    for (const [field, id, kind, rule] of fields) type.add(new protobuf.Field(field, id, kind, rule));
    root.add(type);
  }
  return root.lookupType('ModelProto');
}

function nodeProto(node: Node): object {
  return {
    input: node.inputs.map((tensor) => tensor.name),
    output: node.outputs.map((tensor) => tensor.name),
    name: `node_${node.outputs[0]?.name}`,
    opType: node.operator,
    attribute: Object.entries(node.attributes).map(([name, value]) => ({ name, ...attributeProto(value) })),
    domain: node.domain,
  };
}

function attributeProto(value: Attribute): object {
  if (typeof value === 'number') return { type: ATTRIBUTE_TYPE.int, i: value };
  if (typeof value === 'string') return { type: ATTRIBUTE_TYPE.string, s: Buffer.from(value) };
  if ('float' in value) return { type: ATTRIBUTE_TYPE.float, f: value.float };
  return { type: ATTRIBUTE_TYPE.ints, ints: value };
}

function tensorProto({ tensor, data }: Initialiser): object {
  const common = { dims: tensor.shape, dataType: DATA_TYPE[tensor.type], name: tensor.name };
  if (data instanceof Uint8Array) return { ...common, rawData: data };
  const entries = { location: data.location, offset: String(data.offset), length: String(data.nBytes) };
  return {
    ...common,
    dataLocation: EXTERNAL,
    externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
  };
}

function valueInfo(name: string, { type, shape }: Tensor): object {
  const dim = shape.map((size: Dim) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: DATA_TYPE[type], shape: { dim } } } };
}
