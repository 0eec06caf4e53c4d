/**
 * Null `rotation` (METHODS N3 c): one random rotation Q of the whole space, d_i' = Q d_i for every selected feature. All inner products
 * between decoder rows stay as they are (feature splitting, near-duplicates), only their place against the gradient is new.
 *
 * With d_i = Σ_k c_ik b_k in an orthonormal basis b of the span of the rows, d_i' = Σ_k c_ik q_k where the q_k = Q b_k are r
 * orthonormal vectors drawn uniformly: Gram-Schmidt on r normal vectors (Stewart 1980). No D × D rotation is formed.
 *
 * Up to half as many vectors as dimensions the orthonormal vectors are L⁻¹ Z with L Lᵀ = Z Zᵀ, two matrix products in float32: Z is
 * then well conditioned (at most 6 for r = D/2), and inner products are kept to about 1e-5. Above that, in float64 one by one.
 */
import { type BlockProducts, openBlockProducts } from '../../../../src/engine/onnx/block-product.ts';
import type { Random } from '../../../../src/random.ts';
import { lowerFactor, normals } from './second-moment.ts';

/** A row that lies this close to the span of those before adds no dimension, relative to its norm. */
const DEPENDENT = 1e-6;

interface Coordinates {
  /** r. */
  readonly rank: number;
  /** [F, r] c, row-major. */
  readonly values: Float32Array;
}

/** Draws of d', [F, D]. */
interface Rotations {
  draw(rng: Random): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function openRotations(coordinates: Coordinates, width: number): Promise<Rotations> {
  const products = await openBlockProducts(1);
  const values = coordinates.values.slice(); // onnxruntime takes no shared memory
  const { rank } = coordinates;
  return {
    draw: (rng) =>
      2 * rank <= width
        ? byFactor({ rank, values }, width, products, rng)
        : products.product(values, randomFrame(rank, width, rng), rank),
    release: () => products.release(),
  };
}

async function byFactor(
  { rank, values }: Coordinates,
  width: number,
  products: BlockProducts,
  rng: Random,
): Promise<Float32Array> {
  const z = normals(rank, width, rng);
  const gram = await products.product(z, z, width);
  const l = lowerFactor(Float64Array.from(gram), rank, 0);
  const columns = new Float32Array(z.length); // [D, r]
  for (let k = 0; k < rank; k++) for (let d = 0; d < width; d++) columns[d * rank + k] = z[k * width + d];
  return products.product(solvedRight(values, l, rank), columns, rank);
}

/** c L⁻¹, row by row. @param l [r, r] lower triangular */
function solvedRight(c: Float32Array, l: Float64Array, rank: number): Float32Array {
  const solved = new Float32Array(c.length);
  const row = new Float64Array(rank);
  for (let at = 0; at < c.length; at += rank) {
    for (let k = 0; k < rank; k++) row[k] = c[at + k];
    for (let k = rank - 1; k >= 0; k--) {
      const x = row[k] / l[k * rank + k];
      solved[at + k] = x;
      for (let j = 0; j < k; j++) row[j] -= x * l[k * rank + j];
    }
  }
  return solved;
}

/** @param rows [F, D] row-major */
export function coordinatesOf(rows: Float32Array, width: number): Coordinates {
  const features = rows.length / width;
  const basis: Float64Array[] = [];
  for (let f = 0; f < features && basis.length < width; f++) {
    const rest = Float64Array.from(rows.subarray(f * width, (f + 1) * width));
    const norm = length(rest);
    // Twice: once more removes what rounding left of the first.
    for (let pass = 0; pass < 2; pass++) for (const b of basis) subtract(rest, b);
    const left = length(rest);
    if (left > DEPENDENT * norm) basis.push(rest.map((x) => x / left));
  }
  const values = new Float32Array(features * basis.length);
  for (let f = 0; f < features; f++) {
    basis.forEach((b, k) => {
      let inner = 0;
      for (let d = 0; d < width; d++) inner += rows[f * width + d] * b[d];
      values[f * basis.length + k] = inner;
    });
  }
  return { rank: basis.length, values };
}

/** r orthonormal vectors as the columns of a [D, r] matrix, row-major: uniform over all such frames. Needs r ≤ D. */
export function randomFrame(rank: number, width: number, rng: Random): Float32Array {
  if (!(rank <= width))
    throw new RangeError(`randomFrame: ${rank} vectors in ${width} dimensions, expected at most as many`);
  const frame = Array.from({ length: rank }, () => Float64Array.from({ length: width }, () => rng.normal()));
  const columns = new Float32Array(width * rank);
  frame.forEach((q, k) => {
    for (let before = 0; before < k; before++) subtract(q, frame[before]);
    const norm = length(q);
    for (let d = 0; d < width; d++) {
      q[d] /= norm;
      columns[d * rank + k] = q[d];
    }
  });
  return columns;
}

/** Takes the part along the unit vector b out of x. */
function subtract(x: Float64Array, b: Float64Array): void {
  let inner = 0;
  for (let d = 0; d < x.length; d++) inner += x[d] * b[d];
  for (let d = 0; d < x.length; d++) x[d] -= inner * b[d];
}

function length(x: Float64Array): number {
  let squares = 0;
  for (const value of x) squares += value * value;
  return Math.sqrt(squares);
}
