/**
 * How a user writes a key of the long form. In a short study `analyses.cooccurrence.network.threshold` is `network.threshold` and
 * `dictionaries.sae.path` is `sae.path`; a message names the key where it stands in the file, or where it would stand.
 */
import type { AnalysisSettings } from '../analysis.ts';
import type { Path } from './complain.ts';
import type { Mapping } from './fill.ts';
import { valueAt } from './resolve-analyses.ts';
import { shortOf } from './short-form.ts';

export function keyNames(written: Mapping, analyses: readonly AnalysisSettings[]): (path: Path) => string {
  const short = shortOf(analyses)?.name;
  const has = (path: Path) => valueAt(written, path) !== undefined;
  return (path) => {
    const [room, name, ...rest] = path;
    if (room === 'dictionaries' && name === 'sae' && !has(['dictionaries'])) return ['sae', ...rest].join('.');
    if (room !== 'analyses' || rest.length === 0) return path.join('.');
    const isImplied = analyses.some((analysis) => analysis.name === name && analysis.implied === true);
    const own = valueAt(written, ['analyses', name]);
    if (isImplied) return (valueAt(own, rest) === undefined ? rest : path).join('.');
    if (name !== short) return path.join('.');
    if (!has(['analyses']) || (!hasIn(own, rest) && has(rest.slice(0, 1)))) return rest.join('.');
    return path.join('.');
  };
}

function hasIn(own: unknown, path: Path): boolean {
  return valueAt(own, path) !== undefined;
}
