/**
 * Where the directions of a null come from: what is fixed for all replicates (plain data, so that workers can have it), and draws.
 *
 *   random-rows    decoder rows of features not selected, alike in firing rate and norm (matched-rows.ts)
 *   second-moment  random directions with the second moment of the live decoder rows (second-moment.ts)
 *   rotation       the whole decoder turned by one random rotation (rotation.ts)
 *   isotropic      random directions without any structure; descriptive, since no decoder looks like that
 */

import { takeDecoderRows } from '../../../../src/engine/dictionary/decoder-rows.ts';
import type { Random } from '../../../../src/random.ts';
import { type CandidateOptions, candidatesOf, liveFeatures } from './candidates.ts';
import { drawRows, type Matches, matchRows } from './matched-rows.ts';
import { openProjector } from './matrix-product.ts';
import type { DirectionKind } from './null-kinds.ts';
import { coordinatesOf, openRotations } from './rotation.ts';
import { lowerFactor, normals, secondMoment, withNorms } from './second-moment.ts';

export type DirectionNull =
  /** rows: [C, D] decoder rows of the candidates. */
  | { readonly kind: 'random-rows'; readonly width: number; readonly matches: Matches; readonly rows: Float32Array }
  /** factor: [D, D]; norms: [F]. */
  | {
      readonly kind: 'second-moment';
      readonly width: number;
      readonly factor: Float32Array;
      readonly norms: Float64Array;
    }
  /** values: [F, rank]. */
  | { readonly kind: 'rotation'; readonly width: number; readonly rank: number; readonly values: Float32Array }
  | { readonly kind: 'isotropic'; readonly width: number; readonly norms: Float64Array };

interface DirectionDraws {
  /** @returns [F, D] a direction per selected feature */
  draw(rng: Random): Promise<Float32Array>;
  release(): Promise<void>;
}

/** Fewest rows that random-rows draws from and that second-moment is taken of: with fewer, replicates are the same few again and again. */
const LEAST_ROWS = 10;

/** Or why its replicates would say nothing. */
export function directionNull(kind: DirectionKind, options: CandidateOptions): DirectionNull | string {
  const { decoder, selected, logSparsity } = options;
  const { width } = decoder;
  const norms = Float64Array.from(selected, (f) => decoder.norms[f]);
  switch (kind) {
    case 'random-rows': {
      const { ids, traits, selected: own } = candidatesOf(options);
      if (ids.length < LEAST_ROWS)
        return `${ids.length} live features of the SAE are not selected, and rows are drawn from ${LEAST_ROWS} at least`;
      return { kind, width, matches: matchRows(own, traits), rows: takeDecoderRows(decoder, ids) };
    }
    case 'second-moment': {
      const ids = liveFeatures(decoder, logSparsity);
      if (ids.length < LEAST_ROWS) return `the second moment of ${ids.length} live features: it takes ${LEAST_ROWS}`;
      const live = takeDecoderRows(decoder, ids);
      return { kind, width, factor: Float32Array.from(lowerFactor(secondMoment(live, width), width)), norms };
    }
    case 'rotation':
      return { kind, width, ...coordinatesOf(takeDecoderRows(decoder, selected), width) };
    case 'isotropic':
      return { kind, width, norms };
  }
}

export async function openDraws(source: DirectionNull): Promise<DirectionDraws> {
  const { width } = source;
  switch (source.kind) {
    case 'random-rows':
      return {
        draw: async (rng) => rowsAt(source.rows, width, drawRows(source.matches, rng)),
        release: async () => undefined,
      };
    case 'isotropic':
      return {
        draw: async (rng) => withNorms(normals(source.norms.length, width, rng), source.norms),
        release: async () => undefined,
      };
    case 'second-moment': {
      const { factor, norms } = source;
      const product = await openProjector({ rows: width, width, values: factor }, 1);
      return {
        // The product is [D, F]: column f is L z_f.
        draw: async (rng) =>
          withNorms(transposed(await product.project(normals(norms.length, width, rng)), width), norms),
        release: () => product.release(),
      };
    }
    case 'rotation':
      return openRotations(source, width);
  }
}

function rowsAt(rows: Float32Array, width: number, drawn: Int32Array): Float32Array {
  const directions = new Float32Array(drawn.length * width);
  drawn.forEach((row, f) => directions.set(rows.subarray(row * width, (row + 1) * width), f * width));
  return directions;
}

/** [rows, n] to [n, rows]. */
function transposed(values: Float32Array, rows: number): Float32Array {
  const n = values.length / rows;
  const turned = new Float32Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < n; c++) turned[c * rows + r] = values[r * n + c];
  return turned;
}
