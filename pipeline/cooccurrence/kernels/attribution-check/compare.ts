/** Compares gradient attributions with the two other methods, on each sample of cells by itself. */

import type { SampledCell } from './cells.ts';
import { type AgreementRow, agreementRow } from './check-rows.ts';
import { agreement } from './method-agreement.ts';
import type { CheckValues } from './values.ts';

interface CompareOptions {
  readonly seed: number;
  readonly least: number;
}

export function compareMethods(
  cells: readonly SampledCell[],
  values: CheckValues,
  { seed, least }: CompareOptions,
): AgreementRow[] {
  const methods = [
    { method: 'integrated-gradients', own: values.integrated, noiseFloor: Number.NaN },
    { method: 'exact', own: values.exact, noiseFloor: values.noiseFloor },
  ];
  return (['top', 'random'] as const).flatMap((sample) => {
    const places = cells.flatMap((cell, i) => (cell.sample === sample ? [i] : []));
    if (places.length === 0) return [];
    const gradient = Float64Array.from(places, (i) => cells[i].gradient);
    const prompts = places.map((i) => cells[i].promptId);
    return methods.map(({ method, own, noiseFloor }) => {
      const other = Float64Array.from(places, (i) => own[i]);
      return agreementRow(method, sample, least, agreement(gradient, other, prompts, { seed, least, noiseFloor }));
    });
  });
}

/**
 * One plain sentence for every comparison that is not good. Exact removal alone judges: it is what an attribution claims. Along the path of
 * integrated gradients the residual shrinks to what the dictionary does not explain, and a norm divides that out again, so that low
 * agreement is expected of every model with norms and is no fault of the gradient.
 */
export function warnings(rows: readonly AgreementRow[]): string[] {
  return rows
    .filter(({ status }) => status !== 'good')
    .map(({ method, sample, status, reason, cells }) => {
      const about = `${cells} cells of ${sample === 'top' ? 'the largest' : 'randomly drawn'} features: ${reason}`;
      const other = method === 'exact' ? 'removing each feature' : 'integrated gradients, from no features to all';
      if (status !== 'poor') return `gradient attributions could not be compared with ${other} (${about})`;
      return method === 'exact'
        ? `WARNING: gradient attributions agree poorly with ${other} (${about})`
        : `${other}, answer another question than the gradient (${about})`;
    });
}
