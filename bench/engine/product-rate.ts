/**
 * The machine's own rate of a large matrix product in onnxruntime, GFLOP per CPU second of one thread: [1024, 2048] by a prepacked
 * [2048, 2048]. The yardstick for everything that is mostly matrix products; a CPU second because others use the machine too.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph } from '../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../src/engine/onnx/ops.ts';
import { Session } from '../../src/engine/onnx/runtime.ts';

const [M, K, N] = [1024, 2048, 2048];
const REPEATS = 9;

export async function productRate(folder: string): Promise<number> {
  const weight = Float32Array.from({ length: K * N }, (_, i) => Math.sin(i));
  writeFileSync(join(folder, 'product.bin'), weight);
  const graph = new Graph('product');
  const w = graph.external('w', 'float32', [K, N], { location: 'product.bin', offset: 0, nBytes: weight.byteLength });
  // Only one number of the product leaves the graph, so that copying results is not measured.
  graph.output('y', ops.reduceSum(ops.matmul(graph.input('x', 'float32', ['rows', K]), w), [0, 1]));
  const session = await Session.create(graph, { folder, threads: 1 });
  const x = { data: new Float32Array(M * K).fill(0.5), dims: [M, K] };
  const run = async (): Promise<void> => {
    await session.run({ x });
  };
  await run();
  const start = process.cpuUsage();
  for (let i = 0; i < REPEATS; i++) await run();
  const { user, system } = process.cpuUsage(start);
  await session.release();
  return (2 * M * K * N * REPEATS) / ((user + system) * 1e3);
}
