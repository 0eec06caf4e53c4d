/** The token on which a feature has most of its mass Σ f, and the share of the mass that it has there; ties to the smaller id. */

/** Every code of some features that is not 0, sorted by feature. */
export interface FiredOn {
  readonly feature_id: Int32Array;
  readonly token_id: Int32Array;
  readonly activation: Float32Array;
}

interface TokenShare {
  readonly tokenId: number;
  readonly share: number;
}

export function tokenShares({ feature_id: ids, token_id: tokens, activation }: FiredOn): Map<number, TokenShare> {
  const found = new Map<number, TokenShare>();
  for (let start = 0; start < ids.length; ) {
    const id = ids[start];
    if (found.has(id)) throw new Error(`tokenShares: feature ${id} again at row ${start}, expected sorted rows`);
    const masses = new Map<number, number>();
    let total = 0;
    for (; start < ids.length && ids[start] === id; start++) {
      masses.set(tokens[start], (masses.get(tokens[start]) ?? 0) + activation[start]);
      total += activation[start];
    }
    const [tokenId, mass] = [...masses].sort(([a, x], [b, y]) => y - x || a - b)[0];
    found.set(id, { tokenId, share: mass / total });
  }
  return found;
}
