/**
 * Pushes points apart until no two are nearer than a distance, by repeated small moves along the line between them; a grid
 * keeps the work near linear. Dense clusters otherwise draw as one blob. The result depends on the input alone.
 */
interface Point {
  x: number;
  y: number;
}

const MAX_ROUNDS = 120;
/** Golden angle: points at the very same place leave in different directions. */
const APART = 2.399963;

export function spread(points: readonly Point[], distance: number): void {
  if (!(distance > 0)) throw new RangeError(`spread: distance ${distance}, expected a positive one`);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const cells = new Map<string, number[]>();
    const cellOf = (point: Point): [number, number] => [Math.floor(point.x / distance), Math.floor(point.y / distance)];
    points.forEach((point, index) => {
      const key = cellOf(point).join(' ');
      const cell = cells.get(key);
      if (cell) cell.push(index);
      else cells.set(key, [index]);
    });
    let moved = false;
    points.forEach((point, index) => {
      const [column, row] = cellOf(point);
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const other of cells.get(`${column + dx} ${row + dy}`) ?? []) {
            if (other > index && separate(point, points[other], distance, other)) moved = true;
          }
        }
      }
    });
    if (!moved) return;
  }
}

/** Moves both half of what is missing; true when something was. */
function separate(one: Point, two: Point, distance: number, turn: number): boolean {
  const gap = Math.hypot(two.x - one.x, two.y - one.y);
  if (gap >= distance * (1 - 1e-6)) return false;
  const angle = gap > 0 ? Math.atan2(two.y - one.y, two.x - one.x) : turn * APART;
  const half = (distance - gap) / 2;
  one.x -= half * Math.cos(angle);
  one.y -= half * Math.sin(angle);
  two.x += half * Math.cos(angle);
  two.y += half * Math.sin(angle);
  return true;
}
