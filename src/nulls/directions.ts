/** Where a null's directions come from: what is fixed for all replicates, and one draw. */
import type { Random } from '../random.ts';
import { type CandidateOptions, candidatesOf } from './candidates.ts';
import { takeDecoderRows } from './decoder.ts';
import { drawRows, type Matches, matchRows } from './matched-rows.ts';

export interface RandomRows {
  readonly kind: 'random-rows';
  readonly width: number;
  readonly matches: Matches;
  /** [C, D] decoder rows of the candidates. */
  readonly rows: Float32Array;
}

export type DirectionNull = RandomRows;

/** Null where the SAE has no feature left whose row could be drawn. */
export function openDirections(kind: DirectionNull['kind'], options: CandidateOptions): DirectionNull | null {
  const { decoder } = options;
  const { ids, traits, selected } = candidatesOf(options);
  if (ids.length === 0) return null;
  return { kind, width: decoder.width, matches: matchRows(selected, traits), rows: takeDecoderRows(decoder, ids) };
}

/** @returns [F, D] a direction per selected feature */
export function drawDirections(source: DirectionNull, rng: Random): Float32Array {
  const { width, rows } = source;
  const drawn = drawRows(source.matches, rng);
  const directions = new Float32Array(drawn.length * width);
  drawn.forEach((row, f) => directions.set(rows.subarray(row * width, (row + 1) * width), f * width));
  return directions;
}
