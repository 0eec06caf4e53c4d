/** Cosine of two directions, x·y / (‖x‖ ‖y‖), in float64, held within −1 … 1; 0 where one of them is zero. */
export function directionCosine(x: Float32Array, y: Float32Array): number {
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += x[i] * x[i];
    yy += y[i] * y[i];
    xy += x[i] * y[i];
  }
  if (xx === 0 || yy === 0) return 0;
  // Rounding takes the cosine of equal rows past 1.
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
