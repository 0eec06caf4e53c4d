/**
 * Average linkage (UPGMA, Sokal and Michener 1958): the two groups that are most alike join, again and again, until `groups` are left.
 * Two groups are as alike as their members are on average over all pairs across, so a chain of features that have nothing in common does
 * not form, as it does by single linkage. Of pairs as alike, the one with the smallest items joins. As scipy's linkage(…, 'average') cut
 * by maxclust, where no two joins are equal.
 */

/**
 * @param alike [N, N] symmetric, finite; the diagonal is not read
 * @returns items of each group, ascending; groups by their smallest item. O(N³), for some hundred items
 */
export function averageLinkage(alike: Float64Array, count: number, groups: number): number[][] {
  if (groups < 1 || groups > count)
    throw new RangeError(`averageLinkage: ${groups} groups of ${count} items, expected 1 to ${count}`);
  const wrong = alike.findIndex((value, at) => !Number.isFinite(value) && Math.floor(at / count) !== at % count);
  if (alike.length !== count * count || wrong >= 0)
    throw new RangeError(`averageLinkage: ${alike.length} values, ${wrong} not finite, expected ${count}² finite ones`);
  const between = alike.slice();
  const members = Array.from({ length: count }, (_, i) => [i]);
  // Groups that are left, named for their smallest item, ascending.
  const left = members.map((_, i) => i);
  while (left.length > groups) {
    const [one, other] = mostAlike(between, count, left);
    const [a, b] = [members[one].length, members[other].length];
    for (const third of left) {
      if (third === one || third === other) continue;
      const mean = (a * between[one * count + third] + b * between[other * count + third]) / (a + b);
      between[one * count + third] = mean;
      between[third * count + one] = mean;
    }
    members[one] = [...members[one], ...members[other]].sort((x, y) => x - y);
    left.splice(left.indexOf(other), 1);
  }
  return left.map((group) => members[group]);
}

function mostAlike(between: Float64Array, count: number, left: readonly number[]): [number, number] {
  let best: [number, number] = [left[0], left[1]];
  for (const [place, one] of left.entries()) {
    for (let k = place + 1; k < left.length; k++)
      if (between[one * count + left[k]] > between[best[0] * count + best[1]]) best = [one, left[k]];
  }
  return best;
}
