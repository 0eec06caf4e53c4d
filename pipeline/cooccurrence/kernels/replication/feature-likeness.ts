/**
 * How alike the features of two dictionaries are: |cosine| of the directions that they write, or the correlation r of their codes over
 * all tokens of the task (zeros counted). NaN where a direction is zero or a code does not vary.
 *
 * A features of one dictionary, B of the other, N tokens, D width.
 */

/** Of the sum of squares: a variation below it is what rounding leaves of two equal sums. */
const ROUNDING = 1e-10;

/** One entry for each code that is not zero. */
export interface TokenCodes {
  readonly prompt_id: Int32Array;
  readonly position: Int32Array;
  readonly feature_id: Int32Array;
  readonly activation: Float32Array;
}

/** @param one, other directions of equal width @returns [A, B] row-major */
export function cosineLikeness(one: readonly Float32Array[], other: readonly Float32Array[]): Float64Array {
  const [a, b] = [one.map(lengthOf), other.map(lengthOf)];
  return Float64Array.from({ length: one.length * other.length }, (_, cell) => {
    const [i, j] = [Math.floor(cell / other.length), cell % other.length];
    let dot = 0;
    for (let d = 0; d < one[i].length; d++) dot += one[i][d] * other[j][d];
    return Math.abs(dot) / (a[i] * b[j]);
  });
}

/** @param ids features of each side @param tokens N @returns [A, B] row-major */
export function activationLikeness(
  { ids: ofOne, codes: one }: { readonly ids: ArrayLike<number>; readonly codes: TokenCodes },
  { ids: ofOther, codes: other }: { readonly ids: ArrayLike<number>; readonly codes: TokenCodes },
  tokens: number,
): Float64Array {
  const [a, b] = [momentsOf(ofOne, one), momentsOf(ofOther, other)];
  const products = new Float64Array(ofOne.length * ofOther.length);
  const byToken = new Map<string, { column: number; value: number }[]>();
  eachCode(ofOther, other, (token, column, value) => {
    const list = byToken.get(token) ?? [];
    byToken.set(token, list);
    list.push({ column, value });
  });
  eachCode(ofOne, one, (token, row, value) => {
    for (const { column, value: of } of byToken.get(token) ?? []) products[row * ofOther.length + column] += value * of;
  });
  const spread = (sum: number, squares: number): number => {
    const variation = squares - sum ** 2 / tokens;
    return variation > ROUNDING * squares ? Math.sqrt(variation) : Number.NaN;
  };
  return products.map((product, cell) => {
    const [i, j] = [Math.floor(cell / ofOther.length), cell % ofOther.length];
    const covariance = product - (a.sums[i] * b.sums[j]) / tokens;
    return covariance / (spread(a.sums[i], a.squares[i]) * spread(b.sums[j], b.squares[j]));
  });
}

function momentsOf(ids: ArrayLike<number>, codes: TokenCodes) {
  const [sums, squares] = [new Float64Array(ids.length), new Float64Array(ids.length)];
  eachCode(ids, codes, (_, place, value) => {
    sums[place] += value;
    squares[place] += value ** 2;
  });
  return { sums, squares };
}

function eachCode(
  ids: ArrayLike<number>,
  { prompt_id, position, feature_id, activation }: TokenCodes,
  visit: (token: string, place: number, value: number) => void,
): void {
  const places = new Map(Array.from(ids, (id, place) => [id, place]));
  for (let i = 0; i < activation.length; i++) {
    const place = places.get(feature_id[i]);
    if (place !== undefined) visit(`${prompt_id[i]}/${position[i]}`, place, activation[i]);
  }
}

function lengthOf(direction: Float32Array): number {
  return Math.sqrt(direction.reduce((sum, value) => sum + value ** 2, 0));
}
