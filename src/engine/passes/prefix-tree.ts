/**
 * Which positions of many sequences are the same position: those whose vectors, and the vectors of all positions before them, are
 * equal to the bit. Every such position is a node of one tree; a sequence is a path from its root.
 */
export interface Sequences {
  /** One vector a position, sequences one after another, [positions, width]. */
  readonly values: Float32Array;
  readonly width: number;
  /** Positions of each sequence. */
  readonly lengths: ArrayLike<number>;
}

interface PrefixTree {
  /** Of each position: its node. Nodes are numbered as they are met, so a parent has a smaller number than its children. */
  readonly node: Int32Array;
  /** Of each node: a position that it stands for, the first. */
  readonly position: readonly number[];
}

const NONE = -1;

export function prefixTree({ values, width, lengths }: Sequences): PrefixTree {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const positions = values.length / width;
  const node = new Int32Array(positions);
  const position: number[] = [];
  const parentOf: number[] = [];
  /** The last node of each hash, and of each node the one of the same hash before it. */
  const byHash = new Map<number, number>();
  const before: number[] = [];

  const find = (parent: number, at: number): number => {
    const hash = hashOf(bits, at * width, width, parent);
    const newest = byHash.get(hash) ?? NONE;
    for (let known = newest; known !== NONE; known = before[known]) {
      if (parentOf[known] === parent && equal(bits, position[known] * width, at * width, width)) return known;
    }
    const added = position.push(at) - 1;
    parentOf.push(parent);
    before.push(newest);
    byHash.set(hash, added);
    return added;
  };

  let at = 0;
  for (let sequence = 0; sequence < lengths.length; sequence++) {
    let parent = NONE;
    for (let t = 0; t < lengths[sequence]; t++, at++) {
      parent = find(parent, at);
      node[at] = parent;
    }
  }
  if (at !== positions) throw new RangeError(`prefix tree: lengths add up to ${at}, expected ${positions} positions`);
  return { node, position };
}

/** FNV-1a over 32-bit words; equality is checked, so a collision costs a comparison and nothing else. */
function hashOf(bits: Uint32Array, from: number, width: number, parent: number): number {
  let hash = Math.imul(0x811c9dc5 ^ parent, 0x01000193);
  for (let i = from; i < from + width; i++) hash = Math.imul(hash ^ bits[i], 0x01000193);
  return hash;
}

function equal(bits: Uint32Array, a: number, b: number, width: number): boolean {
  for (let i = 0; i < width; i++) if (bits[a + i] !== bits[b + i]) return false;
  return true;
}
