/**
 * Identities that must hold in every run, each with its worst place:
 *
 * - ledger: Σ_i attribution + bias + error = total at every position, relative to the sum of their magnitudes;
 * - splice: the contrast after the SAE is spliced in (reconstruction + error) equals the model's own, relative to the largest;
 * - ones-gradient: 1·g = 0 at every position, because every reading of the residual passes a layer norm, relative to ‖g‖₁; of models with
 *   layer normalisation alone, since others read the mean (readable.ts).
 */
export interface Identity {
  readonly check: 'ledger' | 'splice' | 'ones-gradient';
  readonly worst: number;
  readonly promptId: number;
  /** Null for a check of a whole prompt. */
  readonly position: number | null;
  readonly tolerance: number;
}

/** float32 rounding over sums of a few thousand terms; a wrong formula is off by orders of magnitude more. */
export const TOLERANCE = 1e-4;

/** Keeps the worst deviation of one check. NaN counts as infinitely bad. */
export class WorstCase {
  readonly #check: Identity['check'];
  #worst = 0;
  #promptId = -1;
  #position: number | null = null;

  constructor(check: Identity['check']) {
    this.#check = check;
  }

  /** @param deviation absolute difference; @param scale what it is relative to; 0 over 0 is no deviation */
  see(deviation: number, scale: number, promptId: number, position: number | null): void {
    const relative = deviation === 0 ? 0 : Math.abs(deviation) / scale;
    if (this.#promptId !== -1 && relative <= this.#worst) return;
    if (!Number.isFinite(relative)) {
      throw new RangeError(
        `${this.#check}: deviation ${deviation} over ${scale} at prompt ${promptId}, position ${position}`,
      );
    }
    this.#worst = relative;
    this.#promptId = promptId;
    this.#position = position;
  }

  result(): Identity {
    return {
      check: this.#check,
      worst: this.#worst,
      promptId: this.#promptId,
      position: this.#position,
      tolerance: TOLERANCE,
    };
  }
}
