/**
 * `--set key=value`: a dotted key and a YAML value, so that `--set network.threshold=0.6`, `--set steering.factors=[1, 10]`
 * and `--set attribution.contrast=foil` mean what the same lines in the study file would. A key in the short form changes a study in
 * the long form and the other way round: the value is set where the file has its block.
 */
import { StudyError } from '../../errors.ts';
import type { AnalysisSettings } from '../analysis.ts';
import { isMapping, type Mapping } from './fill.ts';
import { isGroup } from './leaf.ts';
import { analysesByName, nodeAt } from './short-form.ts';
import { readYaml } from './yaml-text.ts';

/**
 * A copy of what a study file says with every override applied, later ones over earlier ones. Unknown keys are caught afterwards.
 * @param short the analysis whose keys may stand at the top
 */
export function applyOverrides(
  where: string,
  written: Mapping,
  overrides: readonly string[],
  short?: AnalysisSettings,
): Mapping {
  const result = structuredClone(written);
  for (const override of overrides) {
    const parsed = parseOverride(where, override);
    const { value } = parsed;
    if (result.analyses !== undefined && parsed.path.length > 1) result.analyses = analysesByName(result.analyses);
    const path = placeOf(parsed.path, result, short);
    const holder = holderOf(where, result, path, override);
    holder[path[path.length - 1]] = value;
  }
  return result;
}

/** Where in the file the key of an override stands, whichever form either is in. */
function placeOf(path: readonly string[], written: Mapping, short: AnalysisSettings | undefined): readonly string[] {
  const [first, second, ...rest] = path;
  if (first === 'dictionaries' && second === 'sae' && written.dictionaries === undefined) return ['sae', ...rest];
  if (first === 'sae' && written.sae === undefined && isMapping(written.dictionaries)) return ['dictionaries', ...path];
  if (short === undefined) return path;
  const own = isMapping(written.analyses) ? written.analyses[short.name] : undefined;
  const isOwnKey = (key: string) => key === 'preset' || key in short.settings.children;
  if (first === 'analyses' && second === short.name && rest.length > 0 && isOwnKey(rest[0])) {
    const isBelow = isMapping(own) && own[rest[0]] !== undefined;
    const isAbove = written.analyses === undefined || written[rest[0]] !== undefined;
    return !isBelow && isAbove ? rest : path;
  }
  const node = nodeAt(short.settings.children, path);
  const isShared = node !== undefined && !isGroup(node) && node.shared;
  return isOwnKey(first) && !isShared && isMapping(own) && own[first] !== undefined
    ? ['analyses', short.name, ...path]
    : path;
}

export function parseOverride(where: string, override: string): { path: readonly string[]; value: unknown } {
  const refuse = (found: string): never => {
    throw new StudyError({
      where: `${where}: --set ${override}`,
      found,
      expected: 'key=value, such as network.threshold=0.6',
    });
  };
  const equals = override.indexOf('=');
  if (equals < 0) return refuse('no = sign');
  const path = override.slice(0, equals).trim().split('.');
  if (path.some((key) => !/^[a-z][a-z0-9_]*$/.test(key))) return refuse(`the key "${override.slice(0, equals)}"`);
  const text = override.slice(equals + 1).trim();
  if (text === '') return refuse('no value');
  return { path, value: readYaml(text, `${where}: --set ${override}`, 'key=value, such as network.threshold=0.6') };
}

function holderOf(where: string, settings: Mapping, path: readonly string[], override: string): Mapping {
  let holder = settings;
  for (const key of path.slice(0, -1)) {
    const next = holder[key] ?? {};
    if (typeof next !== 'object' || Array.isArray(next)) {
      throw new StudyError({
        where: `${where}: --set ${override}`,
        found: `${key} has no keys below it`,
        expected: 'a key of the study file',
      });
    }
    holder[key] = next;
    holder = next as Mapping;
  }
  return holder;
}
