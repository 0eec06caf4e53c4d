/** A matrix that is 0 in most cells, held either way: with a column of zeros, a constant one, a filled one and one cell alone. */
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import { type SparseMatrix, sparseMatrix } from '../../../../src/methods/stats/sparse-matrix.ts';
import { random } from '../../../../src/random.ts';

export function sparseExample(rows: number, cols: number): { readonly dense: Matrix; readonly sparse: SparseMatrix } {
  const rng = random(4, 'sparse-example');
  const values = new Float64Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    const cause = rng.normal();
    for (let col = 0; col < cols; col++) {
      const drawn = cause * (col % 3) + rng.normal();
      const fires = rng.uniform() < 0.15;
      if (col === 1) values[row * cols + col] = 0.1;
      else if (col === 2) values[row * cols + col] = drawn;
      else if (col === 3) values[row * cols + col] = row === 5 ? 2 : 0;
      else if (col > 3 && fires) values[row * cols + col] = drawn;
    }
  }
  const places = Int32Array.from(values.keys()).filter((place) => values[place] !== 0);
  const sparse = sparseMatrix(rows, cols, {
    row: places.map((place) => Math.floor(place / cols)),
    col: places.map((place) => place % cols),
    value: Float64Array.from(places, (place) => values[place]),
  });
  return { dense: { rows, cols, values }, sparse };
}
