/**
 * Units: copies of one feature counted once. Two features are copies where |cosine| of what they write is at least COSINE or |r| of
 * their values over prompts at least R. A unit is a group in which every pair is, made by complete linkage on
 * max(|cosine| / COSINE, |r| / R): the two groups whose least alike members are most alike join first, ties to the smallest features,
 * until no two could be joined. (Single linkage would chain features that have nothing in common.)
 */

/** Least |cosine| of copies. */
export const COSINE = 0.9;
/** Least |r| of copies. */
export const R = 0.99;

export interface Likeness {
  /** Of features i and j by place; NaN where it is not defined, which makes no copies. */
  cosine(i: number, j: number): number;
  r(i: number, j: number): number;
}

export interface Unit {
  /** Places of its features, ascending. */
  readonly members: readonly number[];
  /** Least |cosine| and |r| of two members; NaN for a unit of one. */
  readonly leastCosine: number;
  readonly leastR: number;
}

/** @param count features, 0 … count − 1 @returns in the order of their first features; cost is that of count² likenesses */
export function unitsOf(count: number, likeness: Likeness): Unit[] {
  const groups: number[][] = Array.from({ length: count }, (_, i) => [i]);
  // Of each group, those it could join and how alike their least alike members are. A group is named for its smallest feature.
  const near = Array.from({ length: count }, () => new Map<number, number>());
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const alike = alikeness(likeness, i, j);
      if (alike < 1) continue;
      near[i].set(j, alike);
      near[j].set(i, alike);
    }
  }
  const best = near.map((own, i) => mostAlike(own, i));
  for (;;) {
    let one = -1;
    for (let i = 0; i < count; i++)
      if (best[i] !== null && (one < 0 || (best[i]?.alike ?? 0) > (best[one]?.alike ?? 0))) one = i;
    if (one < 0) break;
    const other = best[one]?.with ?? one;
    join(one, other);
  }
  return groups.flatMap((members) => (members.length === 0 ? [] : [unitOf(members, likeness)]));

  function join(one: number, other: number): void {
    groups[one] = [...groups[one], ...groups[other]].sort((a, b) => a - b);
    groups[other] = [];
    const [own, gone] = [near[one], near[other]];
    for (const third of new Set([...own.keys(), ...gone.keys()])) {
      if (third === one || third === other) continue;
      near[third].delete(other);
      const [a, b] = [own.get(third), gone.get(third)];
      if (a === undefined || b === undefined) {
        own.delete(third);
        near[third].delete(one);
      } else {
        own.set(third, Math.min(a, b));
        near[third].set(one, Math.min(a, b));
      }
      best[third] = mostAlike(near[third], third);
    }
    own.delete(other);
    near[other] = new Map();
    best[other] = null;
    best[one] = mostAlike(own, one);
  }
}

/** At least 1 for copies. */
function alikeness({ cosine, r }: Likeness, i: number, j: number): number {
  const [a, b] = [Math.abs(cosine(i, j)) / COSINE, Math.abs(r(i, j)) / R];
  return Math.max(Number.isNaN(a) ? 0 : a, Number.isNaN(b) ? 0 : b);
}

/** Its most alike partner of a higher number, ties to the lowest; null where there is none. Each pair is kept by its lower end. */
function mostAlike(
  own: ReadonlyMap<number, number>,
  self: number,
): { readonly with: number; readonly alike: number } | null {
  let best: { with: number; alike: number } | null = null;
  for (const [other, alike] of own) {
    if (other < self) continue;
    if (best === null || alike > best.alike || (alike === best.alike && other < best.with))
      best = { with: other, alike };
  }
  return best;
}

/** How alike the least alike of its features are. @param members places, ascending */
export function unitOf(members: readonly number[], { cosine, r }: Likeness): Unit {
  if (members.length === 1) return { members, leastCosine: Number.NaN, leastR: Number.NaN };
  let [leastCosine, leastR] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [k, i] of members.entries()) {
    for (const j of members.slice(k + 1)) {
      leastCosine = Math.min(leastCosine, Math.abs(cosine(i, j)));
      // Values that do not vary have no r, and count as not alike.
      leastR = Math.min(leastR, Math.abs(r(i, j)) || 0);
    }
  }
  return { members, leastCosine: leastCosine || 0, leastR };
}
