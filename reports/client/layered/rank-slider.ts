/**
 * A slider that hides the smallest values. It moves by rank, not by value, because weights are mostly small: every step hides
 * about the same number of edges. At the far left nothing is hidden; at the far right the largest is left.
 */
import { element } from '../dom.ts';

interface RankSlider {
  readonly label: HTMLElement;
  /** Shows a limit that came from elsewhere; null stands at the far left. */
  show(limit: number | null): void;
}

const N_STEPS = 200;

/** Values at which the slider stops, smallest first. */
export function stops(values: readonly (number | null)[]): number[] {
  const sorted = [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b);
  if (sorted.length <= N_STEPS) return sorted;
  return Array.from({ length: N_STEPS }, (_, step) => sorted[Math.round((step * (sorted.length - 1)) / (N_STEPS - 1))]);
}

export function rankSlider(
  name: string,
  values: readonly (number | null)[],
  written: (value: number) => string,
  change: (value: number | null, passing: boolean) => void,
): RankSlider {
  const places = stops(values);
  // With a null among the values, the first stop hides it and one place more is needed for hiding nothing.
  const input = element('input', { type: 'range', min: 0, max: places.length, step: 1, 'aria-label': name });
  const reading = element('output', {});
  const chosen = (): number | null => (Number(input.value) === 0 ? null : places[Number(input.value) - 1]);
  input.addEventListener('input', () => change(chosen(), true));
  input.addEventListener('change', () => change(chosen(), false));
  return {
    label: element('label', {}, element('span', {}, `${name} `, reading), input),
    show(limit) {
      const at = limit === null ? -1 : places.findIndex((place) => place >= limit);
      input.value = String(limit === null ? 0 : at < 0 ? places.length : at + 1);
      const text = limit === null ? 'any' : written(limit);
      reading.textContent = text;
      input.setAttribute('aria-valuetext', text);
    },
  };
}
