/**
 * Attention patterns and normalisation scales held at those of another run: with both the later layers are linear in the residual, but for
 * the feed-forward. `recording` keeps what one building of a block gives, `holding` puts what is made of it in place in another.
 */
import type { Tensor } from '../onnx/onnx-graph.ts';
import type { NormVisits } from './families/layers.ts';
import { SCALE_NAMES, type Visits } from './site.ts';

const HELD = ['pattern', ...SCALE_NAMES] as const;

/** What a block was held to, by point. */
export type Held = Map<(typeof HELD)[number] | 'final', Tensor>;

/** Visits that change nothing and keep patterns and scales in `held`. */
export function recording(held: Held): Visits {
  return Object.fromEntries(
    HELD.map((point) => [
      point,
      (x: Tensor) => {
        held.set(point, x);
        return x;
      },
    ]),
  );
}

/** What of a block is held: attention patterns alone, with live norms; the scales of norms alone, with live patterns; or both. */
export type Holds = 'patterns' | 'scales' | 'both';

const POINTS: Readonly<Record<Holds, readonly (typeof HELD)[number][]>> = {
  patterns: ['pattern'],
  scales: SCALE_NAMES,
  both: HELD,
};

/**
 * Visits that put recorded patterns, scales or both in place.
 * @param of from what was recorded to what each row is held to
 */
export function holding(
  held: Held,
  of: (recorded: Tensor) => Tensor = (recorded) => recorded,
  what: Holds = 'both',
): Visits {
  return Object.fromEntries(POINTS[what].map((point) => [point, () => of(recordedAt(held, point))]));
}

/** The same two of a normalisation alone, such as the last. */
export function recordingScale(held: Held): NormVisits {
  return {
    scale: (x) => {
      held.set('final', x);
      return x;
    },
  };
}

export function holdingScale(held: Held, of: (recorded: Tensor) => Tensor = (recorded) => recorded): NormVisits {
  return { scale: () => of(recordedAt(held, 'final')) };
}

/** @throws Error for a block that hands out no pattern or a scale less, of which nothing would be held */
export function checkHeld(held: Held, block: string): void {
  for (const point of HELD)
    if (!held.has(point)) throw new Error(`${block} hands out no ${point}, so nothing would be held`);
}

function recordedAt(held: Held, point: (typeof HELD)[number] | 'final'): Tensor {
  const tensor = held.get(point);
  if (tensor === undefined) throw new Error(`held ${point}: nothing was recorded`);
  return tensor;
}
