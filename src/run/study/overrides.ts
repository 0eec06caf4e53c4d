/**
 * `--set key=value`: a dotted key and a YAML value, so that `--set network.threshold=0.6`, `--set steering.factors=[1, 10]`
 * and `--set attribution.contrast=foil` mean what the same lines in the study file would.
 */
import { parseDocument } from 'yaml';
import { StudyError } from '../../errors.ts';

type Mapping = Record<string, unknown>;

/** A copy of `settings` with every override applied, later ones over earlier ones. Unknown keys are caught by the schema. */
export function applyOverrides(where: string, settings: Mapping, overrides: readonly string[]): Mapping {
  const result = structuredClone(settings);
  for (const override of overrides) {
    const { path, value } = parseOverride(where, override);
    const holder = holderOf(where, result, path, override);
    holder[path[path.length - 1]] = value;
  }
  return result;
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
  const document = parseDocument(text);
  if (document.errors.length > 0) return refuse(`the value ${text}`);
  return { path, value: document.toJS() as unknown };
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
