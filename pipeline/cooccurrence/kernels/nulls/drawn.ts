/**
 * What replicate k of a null is made of, before anything is measured: projections on other directions, the study's values shuffled, or a
 * rewired network. It draws from a generator of its own, named by the null and k, so that whoever draws it again gets the same.
 */
import type { Graph } from '../../../../src/methods/graph/csr-graph.ts';
import { rewired } from '../../../../src/methods/graph/rewire.ts';
import { random } from '../../../../src/random.ts';
import { type DirectionNull, openDraws } from './directions.ts';
import { type GradientRows, openProjector } from './matrix-product.ts';
import { type Shuffled, shuffled } from './shuffles.ts';

/** What is fixed for all replicates of one null. */
export type NullSource =
  | DirectionNull
  | (Shuffled & { readonly kind: 'shuffle-prompts' | 'shuffle-within-strata' })
  | { readonly kind: 'rewire'; readonly graph: Graph };

/** projections: [R, F] of a prompt's gradient rows on a direction per feature; stored: [P, F] the matrix itself. */
export type Drawn =
  | { readonly projections: Float32Array }
  | { readonly stored: Float64Array }
  | { readonly graph: Graph };

interface Drawing {
  draw(replicate: number): Promise<Drawn>;
  release(): Promise<void>;
}

export async function openDrawn(
  { seed, gradient }: { readonly seed: number; readonly gradient: GradientRows },
  source: NullSource,
): Promise<Drawing> {
  const rngOf = (replicate: number) => random(seed, 'nulls', source.kind, replicate);
  const nothing = async (): Promise<void> => undefined;
  switch (source.kind) {
    case 'shuffle-prompts':
    case 'shuffle-within-strata':
      return { draw: async (k) => ({ stored: shuffled(source, rngOf(k)) }), release: nothing };
    case 'rewire':
      return { draw: async (k) => ({ graph: rewired(source.graph, rngOf(k)) }), release: nothing };
    default: {
      // One thread a worker: the workers are the parallelism.
      const projector = await openProjector(gradient, 1);
      const draws = await openDraws(source);
      return {
        draw: async (k) => ({ projections: await projector.project(await draws.draw(rngOf(k))) }),
        async release() {
          await projector.release();
          await draws.release();
        },
      };
    }
  }
}
