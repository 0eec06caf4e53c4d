/** A pack as the feeds of a graph with a packed layout, its rows as the input `resid` (packed-layout.ts). */
import type { Feeds } from '../onnx/runtime.ts';
import type { Pack } from './packed-batch.ts';

/** @param width D */
export function packFeeds({ rows, place, source, ends, last }: Pack, width: number): Feeds {
  return {
    resid: { data: rows, dims: [source.length, width] },
    place: { data: place, dims: [ends.length, place.length / ends.length] },
    source: { data: source, dims: [source.length] },
    ends: { data: ends, dims: [ends.length] },
    last: { data: last, dims: [last.length] },
  };
}
