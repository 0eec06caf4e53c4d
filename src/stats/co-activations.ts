/**
 * Co-activation of all pairs of features over the tokens of a task, as rows of the table `co_activation`; q is
 * Benjamini-Hochberg over the pairs that have a p.
 */
import { adjust } from './adjust.ts';
import { coActivation, countBoth } from './co-activation.ts';

/** Columns of the table. */
export const CO_ACTIVATION_COLUMNS = [
  'feature_a',
  'feature_b',
  'n',
  'n_a',
  'n_b',
  'n_both',
  'jaccard',
  'phi',
  'ppmi',
  'p',
  'q',
  'reason',
] as const;

/** Parallel columns: feature, and a token at which it is active; sorted by feature, then token. */
export interface ActiveTokens {
  readonly feature_id: Int32Array;
  readonly token: Int32Array;
}

/** `featureIds` ascending; a feature that is active at no token is among them and not in `active`. */
export function coActivations(featureIds: Int32Array, active: ActiveTokens, nTokens: number) {
  const tokens = tokensOf(featureIds, active);
  const both = countBoth(tokens);
  const rows = [];
  let pair = 0;
  for (let i = 0; i < featureIds.length; i++) {
    for (let j = i + 1; j < featureIds.length; j++, pair++) {
      const [nA, nB] = [tokens[i].length, tokens[j].length];
      const found = coActivation(nTokens, nA, nB, both[pair]);
      rows.push({
        feature_a: featureIds[i],
        feature_b: featureIds[j],
        n: nTokens,
        n_a: nA,
        n_b: nB,
        n_both: both[pair],
        ...found,
        reason: Number.isNaN(found.phi) ? 'a feature is active at every token or at none' : null,
      });
    }
  }
  const q = adjust(
    rows.map((row) => row.p),
    'benjamini-hochberg',
  );
  return rows.map((row, index) => ({ ...row, q: q[index] }));
}

function tokensOf(featureIds: Int32Array, { feature_id, token }: ActiveTokens): Int32Array[] {
  const sorted = feature_id.every(
    (id, at) => at === 0 || id > feature_id[at - 1] || (id === feature_id[at - 1] && token[at] > token[at - 1]),
  );
  if (!sorted)
    throw new RangeError('coActivations: tokens not sorted by feature, then token, expected them sorted and each once');
  let at = 0;
  const tokens = Array.from(featureIds, (id) => {
    const start = at;
    while (at < feature_id.length && feature_id[at] === id) at++;
    return token.subarray(start, at);
  });
  if (at !== feature_id.length)
    throw new RangeError(`coActivations: feature ${feature_id[at]} is not among those asked for, expected none other`);
  return tokens;
}
