/**
 * Where and how steadily a feature fires: its codes over prompts and positions, and where its attribution lies.
 *
 *   activation_mean  mean code over the prompts and positions where it is active
 *   activation_cv    standard deviation (divisor n) over mean of those codes; near 0 = the code hardly moves, and the
 *                    feature's attribution varies through the gradient alone
 *   bos_share        share of its summed |attribution| at position 0
 *   peak_position    position with the largest summed |attribution|, the first of equals; peak_share is its share
 */

/** Active rows, sorted by feature, then position. */
export interface ActiveRows {
  readonly feature_id: Int32Array;
  readonly position: Int32Array;
  /** The SAE's code, > 0. */
  readonly activation: Float32Array;
  /** Logits. */
  readonly attribution: Float32Array;
}

interface PositionProfile {
  readonly position: number;
  /** Prompts on which the feature is active there. */
  readonly prompts: number;
  readonly meanActivation: number;
  /** Share of the feature's summed |attribution|; NaN where all its attributions are 0. */
  readonly share: number;
}

export interface ActivationProfile {
  readonly mean: number;
  readonly cv: number;
  readonly bosShare: number;
  readonly peakPosition: number;
  readonly peakShare: number;
  /** Ascending by position. */
  readonly positions: readonly PositionProfile[];
}

/** Profiles of the features that have rows. */
export function activationProfiles(rows: ActiveRows): Map<number, ActivationProfile> {
  const { feature_id: ids, position, activation, attribution } = rows;
  const profiles = new Map<number, ActivationProfile>();
  for (let start = 0; start < ids.length; ) {
    let end = start + 1;
    while (end < ids.length && ids[end] === ids[start]) end++;
    if (profiles.has(ids[start]))
      throw new Error(`activationProfiles: feature ${ids[start]} again at row ${start}, expected sorted rows`);
    profiles.set(
      ids[start],
      profile(position.subarray(start, end), activation.subarray(start, end), attribution.subarray(start, end)),
    );
    start = end;
  }
  return profiles;
}

function profile(position: Int32Array, activation: Float32Array, attribution: Float32Array): ActivationProfile {
  const n = position.length;
  const mean = activation.reduce((sum, x) => sum + x, 0) / n;
  const variance = activation.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
  const total = attribution.reduce((sum, x) => sum + Math.abs(x), 0);
  const positions: PositionProfile[] = [];
  for (let start = 0; start < n; ) {
    let end = start;
    let [codes, own] = [0, 0];
    for (; end < n && position[end] === position[start]; end++) {
      codes += activation[end];
      own += Math.abs(attribution[end]);
    }
    const prompts = end - start;
    positions.push({ position: position[start], prompts, meanActivation: codes / prompts, share: own / total });
    start = end;
  }
  const peak = positions.reduce((best, one) => (one.share > best.share ? one : best));
  return {
    mean,
    cv: Math.sqrt(variance) / mean,
    bosShare: positions[0].position === 0 ? positions[0].share : 0,
    peakPosition: peak.position,
    peakShare: peak.share,
    positions,
  };
}
