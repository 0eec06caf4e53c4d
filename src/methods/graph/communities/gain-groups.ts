/**
 * The gains ΔQ of joinable pairs of clusters, held by groups. A pair {c, w} stands in the row of one of its ends, its owner c; pairs of
 * one row whose gain and whose far cluster's share a_w are equal to the bit are one group. When c grows by a piece with which w has no
 * edge, the gain falls by 2γ a_piece a_w, the same for all of a group: a hub with a thousand like neighbours has one number to change.
 *
 * The best pair of a group is the one with the smallest far label, whichever side of it the owner's label lies on. The heap over groups
 * is lazy: a gain that fell is put in its place when it comes to the top; until then it stands too high, which hides nothing.
 */
import { GainHeap } from './gain-heap.ts';
import { LinkedLists } from './linked-lists.ts';
import { PairingHeaps } from './pairing-heaps.ts';

/** One part in so many. */
const SOME = 4;

export class GainGroups {
  private readonly ends: Int32Array;
  private readonly label: Int32Array;
  private readonly share: Float64Array;
  private readonly gain: Float64Array;
  /** [M] a_w of the far end of a group's pairs. */
  private readonly farShare: Float64Array;
  /** [M] root of the group's pairs in `pairs`, -1 of a number not in use. */
  private readonly root: Int32Array;
  /** [M] -1 while the pair is out. */
  private readonly groupOf: Int32Array;
  private readonly members: LinkedLists;
  private readonly size: Int32Array;
  private readonly unused: Int32Array;
  private unusedCount: number;
  private readonly rows: LinkedLists;
  /** [N] groups put into a row since its like groups were last united. */
  private readonly fresh: Int32Array;
  private readonly pairs: PairingHeaps;
  private readonly heap: GainHeap;
  private readonly byGain = new Map<number, number>();
  private started = false;
  private changed = 0;

  /** `ends` [2M]: pair k is of owner ends[2k] and far end ends[2k + 1]. `label`, `share` [N]: of clusters; they change only while the pairs they are far ends of are out. */
  constructor(ends: Int32Array, label: Int32Array, share: Float64Array) {
    this.ends = ends;
    this.label = label;
    this.share = share;
    const m = ends.length / 2;
    this.gain = new Float64Array(m);
    this.farShare = new Float64Array(m);
    this.root = new Int32Array(m).fill(-1);
    this.groupOf = new Int32Array(m).fill(-1);
    this.members = new LinkedLists(m, m);
    this.size = new Int32Array(m);
    this.unused = Int32Array.from({ length: m }, (_, k) => m - 1 - k);
    this.unusedCount = m;
    this.rows = new LinkedLists(m, label.length);
    this.fresh = new Int32Array(label.length);
    this.pairs = new PairingHeaps(m, (pair) => label[ends[2 * pair + 1]]);
    this.heap = new GainHeap(m);
  }

  /** Changes of gains, comparisons and moves so far: what the time is proportional to. */
  get steps(): number {
    return this.changed + this.pairs.steps + this.heap.steps;
  }

  isIn(pair: number): boolean {
    return this.groupOf[pair] >= 0;
  }

  /** Puts a pair in, as a group of its own until like groups of its row are united. */
  add(pair: number, gain: number): void {
    const group = this.unused[--this.unusedCount];
    this.groupOf[pair] = group;
    this.gain[group] = gain;
    this.farShare[group] = this.share[this.ends[2 * pair + 1]];
    this.root[group] = pair;
    this.members.add(group, pair);
    this.size[group] = 1;
    this.rows.add(this.ends[2 * pair], group);
    this.fresh[this.ends[2 * pair]]++;
    this.enter(group);
    this.changed++;
  }

  /** To be called once every pair is in: unites like groups, and sets up the heap in O(M). Before, there is no best pair. */
  start(): void {
    for (let row = 0; row < this.label.length; row++) if (this.fresh[row] > 1) this.regroup(row);
    this.started = true;
    for (let group = 0; group < this.root.length; group++) {
      if (this.root[group] < 0) continue;
      const [own, far] = this.labelsOf(group);
      this.heap.append(group, this.gain[group], Math.min(own, far), Math.max(own, far));
    }
    this.heap.order();
  }

  /** Takes a pair out and returns its gain. */
  take(pair: number): number {
    const group = this.groupOf[pair];
    this.groupOf[pair] = -1;
    this.members.remove(group, pair);
    this.size[group]--;
    this.root[group] = this.pairs.remove(this.root[group], pair);
    if (this.root[group] < 0) this.drop(this.ends[2 * pair], group);
    this.changed++;
    return this.gain[group];
  }

  /** Row `row` grows by a piece of share `piece` with which none of the far ends of its pairs has an edge. */
  lower(row: number, piece: number, resolution: number): void {
    const { rows, gain, farShare } = this;
    let count = 0;
    for (let group = rows.first(row); group >= 0; group = rows.next(group)) {
      gain[group] -= resolution * (piece * farShare[group] + farShare[group] * piece);
      count++;
    }
    this.changed += count;
    // Finding like groups takes longer than lowering them: worth it once a quarter are new.
    if (SOME * this.fresh[row] > count) this.regroup(row);
  }

  /** Unites the groups of a row that have become alike. */
  private regroup(row: number): void {
    const { rows, gain, farShare, byGain } = this;
    byGain.clear();
    for (let group = rows.first(row), next = -1; group >= 0; group = next) {
      next = rows.next(group);
      this.changed++;
      const like = byGain.get(gain[group]);
      if (like === undefined) byGain.set(gain[group], group);
      else if (farShare[like] === farShare[group]) byGain.set(gain[group], this.unite(row, like, group));
    }
    this.fresh[row] = 0;
  }

  /** The pair of largest gain, on ties that of the smallest first, then second label; -1 where none is left or every gain is negative. */
  best(): number {
    const { heap, gain, root, ends, label } = this;
    for (;;) {
      const group = heap.top();
      if (group < 0) return -1;
      const [own, far] = [label[ends[2 * root[group]]], label[ends[2 * root[group] + 1]]];
      const [first, second] = own < far ? [own, far] : [far, own];
      if (heap.has(group, gain[group], first, second)) return gain[group] < 0 ? -1 : root[group];
      heap.set(group, gain[group], first, second);
    }
  }

  /** Makes one group of two, the number of the larger. */
  private unite(row: number, one: number, other: number): number {
    const [kept, gone] = this.size[one] < this.size[other] ? [other, one] : [one, other];
    for (let pair = this.members.first(gone), next = -1; pair >= 0; pair = next) {
      next = this.members.next(pair);
      this.members.remove(gone, pair);
      this.members.add(kept, pair);
      this.groupOf[pair] = kept;
      this.changed++;
    }
    this.size[kept] += this.size[gone];
    this.root[kept] = this.pairs.meld(this.root[kept], this.root[gone]);
    this.drop(row, gone);
    this.enter(kept);
    return kept;
  }

  /** Where the pair of smallest labels of a group now comes earlier than the heap has it, says so to the heap. */
  private enter(group: number): void {
    if (!this.started) return;
    const [own, far] = this.labelsOf(group);
    this.heap.raise(group, this.gain[group], Math.min(own, far), Math.max(own, far));
  }

  /** Of the best pair of a group. */
  private labelsOf(group: number): [own: number, far: number] {
    const pair = this.root[group];
    return [this.label[this.ends[2 * pair]], this.label[this.ends[2 * pair + 1]]];
  }

  private drop(row: number, group: number): void {
    this.root[group] = -1;
    this.rows.remove(row, group);
    this.heap.remove(group);
    this.unused[this.unusedCount++] = group;
  }
}
