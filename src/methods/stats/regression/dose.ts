/**
 * One number for a response to several doses, and whether the doses said more than one thing.
 *
 * `doseSummary`: least-squares slope through the origin of effect y on dose x, Σ xy / Σ x² (no dose, no effect), and its
 * linearity (Σ xy)² / (Σ x² Σ y²), the share of Σ y² that the line explains.
 * `constantRun`: how many of the smallest doses have slopes whose ratio to the dose stays within `tolerance` of the first ratio.
 * A run of k > 1 means that k regressions are one test shown k times: the response is still linear in the dose.
 */
interface DoseSummary {
  readonly slope: number;
  readonly linearity: number;
}

export function doseSummary(doses: ArrayLike<number>, effects: ArrayLike<number>): DoseSummary {
  if (doses.length !== effects.length || doses.length === 0) {
    throw new RangeError(
      `doseSummary: ${doses.length} doses and ${effects.length} effects, expected as many, and at least one`,
    );
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < doses.length; i++) {
    if (!(doses[i] > 0) || !Number.isFinite(effects[i])) {
      throw new RangeError(
        `doseSummary: dose ${doses[i]} with effect ${effects[i]}, expected a positive dose and a finite effect`,
      );
    }
    xx += doses[i] * doses[i];
    xy += doses[i] * effects[i];
    yy += effects[i] * effects[i];
  }
  return { slope: xy / xx, linearity: yy === 0 ? Number.NaN : Math.min(1, (xy * xy) / (xx * yy)) };
}

/** `doses` ascending; a slope that does not exist (NaN) ends the run. */
export function constantRun(doses: readonly number[], slopes: readonly number[], tolerance: number): number {
  if (doses.length !== slopes.length)
    throw new RangeError(`constantRun: ${doses.length} doses and ${slopes.length} slopes, expected as many`);
  if (doses.some((dose, i) => !(dose > 0) || (i > 0 && dose <= doses[i - 1])))
    throw new RangeError('constantRun: doses not ascending, expected positive ascending doses');
  const first = slopes[0] / doses[0];
  const end = slopes.findIndex((slope, i) => !(Math.abs(slope / doses[i] - first) <= tolerance * Math.abs(first)));
  return end < 0 ? slopes.length : end;
}
