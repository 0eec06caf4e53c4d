/**
 * Circles set side by side without overlap: the largest in the middle, each next one at the nearest free place along a
 * spiral. For a few hundred circles; what it makes depends on its input alone.
 */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Radians between two tries along the spiral, and how far it widens in a whole turn, in units of the smallest radius. */
const STEP = 0.35;
const WIDENING = 1;

/** `radii` largest first; `gap` is kept between any two. Returns the circles in the same order. */
export function packCircles(radii: readonly number[], gap: number): Circle[] {
  const placed: Circle[] = [];
  const smallest = Math.min(...radii);
  for (const radius of radii) {
    let angle = 0;
    let distance = 0;
    const overlaps = (x: number, y: number): boolean =>
      placed.some((circle) => Math.hypot(circle.x - x, circle.y - y) < circle.radius + radius + gap);
    while (overlaps(distance * Math.cos(angle), distance * Math.sin(angle))) {
      angle += STEP;
      distance += (smallest * WIDENING * STEP) / (2 * Math.PI);
    }
    placed.push({ x: distance * Math.cos(angle), y: distance * Math.sin(angle), radius });
  }
  return placed;
}
