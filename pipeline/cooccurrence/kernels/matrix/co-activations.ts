/**
 * Co-activation of pairs of features over the tokens of a task, as columns of the table `co_activation`. q is
 * Benjamini-Hochberg over the pairs that have a p, and has no value where only some of all pairs are asked for: their ranks
 * among the others are not known.
 */
import { adjust } from '../../../../src/methods/stats/adjust.ts';
import { coActivation, countsOfBoth } from '../../../../src/methods/stats/correlation/co-activation.ts';

/** Parallel columns: feature, and a token at which it is active; sorted by feature, then token. */
export interface ActiveTokens {
  readonly feature_id: Int32Array;
  readonly token: Int32Array;
}

/** Places of two features each, a < b. */
interface FeaturePairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

const REASON = 'a feature is active at every token or at none';

/**
 * `featureIds` ascending; a feature that is active at no token is among them and not in `active`. `pairs` are places in
 * `featureIds`; all there are unless given.
 */
export function coActivations(featureIds: Int32Array, active: ActiveTokens, nTokens: number, pairs?: FeaturePairs) {
  const tokens = tokensOf(featureIds, active);
  const { a, b } = pairs ?? everyTwo(featureIds.length);
  const both = countsOfBoth(tokens, { a, b });
  const [jaccard, phi, ppmi, p] = [0, 1, 2, 3].map(() => new Float64Array(a.length));
  for (let pair = 0; pair < a.length; pair++) {
    const found = coActivation(nTokens, tokens[a[pair]].length, tokens[b[pair]].length, both[pair]);
    jaccard[pair] = found.jaccard;
    phi[pair] = found.phi;
    ppmi[pair] = found.ppmi;
    p[pair] = found.p;
  }
  const q = pairs === undefined ? adjust(p, 'benjamini-hochberg') : new Float64Array(a.length).fill(Number.NaN);
  return {
    feature_a: a.map((place) => featureIds[place]),
    feature_b: b.map((place) => featureIds[place]),
    n: new Int32Array(a.length).fill(nTokens),
    n_a: a.map((place) => tokens[place].length),
    n_b: b.map((place) => tokens[place].length),
    n_both: both,
    jaccard: withNulls(jaccard),
    phi: withNulls(phi),
    ppmi,
    p: withNulls(p),
    q: withNulls(q),
    reason: Array.from(phi, (value) => (Number.isNaN(value) ? REASON : null)),
  };
}

/** All pairs of n features. */
function everyTwo(n: number): FeaturePairs {
  const count = n < 2 ? 0 : (n * (n - 1)) / 2;
  const [a, b] = [new Int32Array(count), new Int32Array(count)];
  for (let i = 0, pair = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, pair++) {
      a[pair] = i;
      b[pair] = j;
    }
  }
  return { a, b };
}

/** NaN as null; an array of numbers alone stays as small as it is. */
function withNulls(values: Float64Array): Float64Array | (number | null)[] {
  return values.some(Number.isNaN) ? Array.from(values, (value) => (Number.isNaN(value) ? null : value)) : values;
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
