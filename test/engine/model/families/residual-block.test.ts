import { describe, expect, it } from 'vitest';
import type { BlockOptions } from '../../../../src/engine/model/architecture.ts';
import { type BlockParts, residualBlock } from '../../../../src/engine/model/families/residual-block.ts';
import { sideBySide } from '../../../../src/engine/model/layout.ts';
import { SITE_NAMES } from '../../../../src/engine/model/site.ts';
import { Graph, type Tensor } from '../../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../../src/engine/onnx/runtime.ts';

/** A block whose norms add 10 and 100, whose heads double, and whose parts write a thousandth and a tenth of what they read. */
async function run(parallel: boolean, options: BlockOptions = {}): Promise<number[]> {
  const graph = new Graph('block');
  const plus = (x: Tensor, by: number): Tensor => ops.add(x, graph.scalar(by));
  const parts: BlockParts = {
    parallel,
    norm: (before, x) => plus(x, before === 'attention' ? 10 : 100),
    mix: (x, { lastOnly, layout }) => ops.scale(lastOnly ? layout.last(x) : x, 2),
    write: (z) => ops.scale(z, 1e-3),
    feedForward: (x) => ops.scale(x, 0.1),
  };
  const x = graph.input('x', 'float32', [1, 'time', 1]);
  graph.output('y', residualBlock(x, parts, options));
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run({ x: { data: Float32Array.of(1, 2), dims: [1, 2, 1] } });
  await session.release();
  return [...floats(results, 'y')];
}

const after = (x: number, parallel: boolean): number => {
  const middle = x + 2e-3 * (x + 10);
  return middle + 0.1 * ((parallel ? x : middle) + 100);
};

describe('a block', () => {
  it.each([false, true])('adds what attention and feed-forward write, parallel: %s', async (parallel) => {
    const found = await run(parallel);
    [1, 2].forEach((x, t) => expect(found[t]).toBeCloseTo(after(x, parallel), 4));
    expect(found).not.toEqual(await run(!parallel));
  });

  it('has the last position alone where only that is wanted', async () => {
    expect(await run(false, { lastOnly: true, layout: sideBySide })).toEqual((await run(false)).slice(1));
  });

  it('hands out its own sites in the order in which they are computed; those inside its parts are the parts’ own', async () => {
    const seen: string[] = [];
    const look = (site: string) => (x: Tensor) => {
      seen.push(site);
      return x;
    };
    const visits = Object.fromEntries(SITE_NAMES.map((site) => [site, look(site)]));
    await run(false, { visits });
    const inside = ['q', 'k', 'v', 'pattern', 'mlp_norm', 'mlp_post'];
    expect(seen).toEqual(SITE_NAMES.filter((site) => !inside.includes(site)));
  });
});
