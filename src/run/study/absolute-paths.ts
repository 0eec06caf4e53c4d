/** Paths of a study file, which are relative to it, made absolute: every leaf whose type is a path, and lists of them. */
import { resolve } from 'node:path';
import { isMapping, type Mapping } from './fill.ts';
import { type Children, isGroup } from './leaf.ts';
import type { Type } from './types.ts';

/** @param folder what the paths are relative to */
export function absolutePaths<Values extends object>(children: Children, values: Values, folder: string): Values {
  const result = { ...values } as Mapping;
  for (const [key, node] of Object.entries(children)) {
    const value = result[key];
    if (value === undefined) continue;
    if (!isGroup(node)) result[key] = absolute(node.type, value, folder);
    else if (isMapping(value)) result[key] = absolutePaths(node.children, value, folder);
  }
  return result as Values;
}

function absolute(type: Type, value: unknown, folder: string): unknown {
  if (type.kind === 'text' && type.isPath === true && typeof value === 'string') return resolve(folder, value);
  if (type.kind === 'list' && Array.isArray(value)) return value.map((entry) => absolute(type.of, entry, folder));
  return value;
}
