/**
 * Keeps moving smooth: where frames come too slowly while the view moves, edges and then labels are hidden until it rests. What is
 * slow depends on the machine and its graphics, so it is measured, not guessed from the size of the network.
 */
import type { Sigma } from 'sigma';

/** 30 frames a second. */
const BUDGET_MS = 1000 / 30;
/** A longer gap is a pause of the reader, not a frame. */
const PAUSE_MS = 600;
/** Frames whose middle decides. */
const N_FRAMES = 7;

/** True when the middle one of the last frames took longer than the budget. */
export function isSlow(intervals: readonly number[]): boolean {
  if (intervals.length < N_FRAMES) return false;
  const sorted = intervals.slice(-N_FRAMES).sort((a, b) => a - b);
  return sorted[Math.floor(N_FRAMES / 2)] > BUDGET_MS;
}

export function keepMovingSmooth(sigma: Sigma): void {
  const steps = [
    () => sigma.setSetting('hideEdgesOnMove', true),
    () => sigma.setSetting('hideLabelsOnMove', true),
  ].slice(sigma.getSetting('hideEdgesOnMove') ? 1 : 0);
  let intervals: number[] = [];
  let last = 0;
  let moved = false;
  sigma.getCamera().on('updated', () => {
    moved = true;
  });
  sigma.on('afterRender', () => {
    const now = performance.now();
    if (moved && now - last < PAUSE_MS) intervals.push(now - last);
    moved = false;
    last = now;
    if (steps.length === 0 || !isSlow(intervals)) return;
    steps.shift()?.();
    intervals = [];
  });
}
