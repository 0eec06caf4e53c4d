/**
 * The language in which an analysis says its settings: a leaf is one key with its type, its default under each preset and its meaning;
 * a group is a mapping of leaves and groups, with a rule for what no type can say of them together. All else is made from these
 * literals: the check of a study file, its defaults, the messages, docs/study-file.md.
 */
import type { Carried, Type } from './types.ts';

/** Sets of defaults, in the order in which they are documented. */
export const PRESETS = ['seed-exact', 'recommended'] as const;
export type PresetName = (typeof PRESETS)[number];

export interface Leaf<T = unknown, Optional extends boolean = boolean> {
  readonly type: Type<T>;
  /** The default of each preset; none where the key has to be written or may be absent. */
  readonly defaults: Readonly<Record<PresetName, T>> | undefined;
  /** May be absent, which then means something of its own. */
  readonly optional: Optional;
  /** A sentence for docs/study-file.md. */
  readonly meaning: string;
  /** Written at the top of a study file, it holds for every analysis that has it and does not say otherwise. */
  readonly shared: boolean;
}

export type Children = Readonly<Record<string, Leaf | Group>>;

/** Refuses a key, named from where the rule stands: `covariates`, or `correlation.covariates` in the rule of the whole. */
export type Refuse = (key: string, found: string, expected: string) => never;

/** What no type can say of the values of a group together. `named`: another key of the group, as the user writes it. */
export type Rule<Values> = (values: Values, refuse: Refuse, named: (key: string) => string) => void;

export interface Group<C extends Children = Children, Optional extends boolean = boolean> {
  readonly children: C;
  readonly optional: Optional;
  /** Run on checked values. */
  readonly rule: Rule<unknown>;
}

interface Said<T> {
  readonly type: Type<T>;
  readonly meaning: string;
}

/** A key with a default: one for each preset, or one for all. */
export function leaf<T>(
  said: Said<T> & ({ readonly default: NoInfer<T> } | Readonly<Record<PresetName, NoInfer<T>>>) & { shared?: boolean },
): Leaf<T, false> {
  const { type, meaning, shared = false } = said;
  const defaults =
    'default' in said
      ? { 'seed-exact': said.default, recommended: said.default }
      : { 'seed-exact': said['seed-exact'], recommended: said.recommended };
  return { type, defaults, optional: false, meaning, shared };
}

/** A key that has to be written. */
export function required<T>({ type, meaning }: Said<T>): Leaf<T, false> {
  return { type, defaults: undefined, optional: false, meaning, shared: false };
}

/** A key that may be absent. */
export function optional<T>({ type, meaning }: Said<T>): Leaf<T, true> {
  return { type, defaults: undefined, optional: true, meaning, shared: false };
}

export function group<C extends Children>(children: C, rule: Rule<ValuesOf<C>> = () => undefined): Group<C, false> {
  return { children, optional: false, rule: (values, refuse, named) => rule(values as ValuesOf<C>, refuse, named) };
}

/** A group that may be absent as a whole. */
export function optionalGroup<C extends Children>(children: C, rule?: Rule<ValuesOf<C>>): Group<C, true> {
  return { ...group(children, rule), optional: true };
}

export function isGroup(node: Leaf | Group): node is Group {
  return 'children' in node;
}

/** The value of a leaf or group once checked and filled in. */
export type ValueOf<Node> =
  Node extends Group<infer C> ? ValuesOf<C> : Node extends { readonly type: infer T } ? Carried<T> : never;

type IsOptional<Node> = Node extends { readonly optional: true } ? true : false;

export type ValuesOf<C> = { -readonly [K in keyof C as IsOptional<C[K]> extends true ? never : K]: ValueOf<C[K]> } & {
  -readonly [K in keyof C as IsOptional<C[K]> extends true ? K : never]?: ValueOf<C[K]>;
};

/** Every leaf with its dotted path, in order. */
export function leavesOf(children: Children, prefix = ''): [string, Leaf][] {
  return Object.entries(children).flatMap(([key, node]): [string, Leaf][] =>
    isGroup(node) ? leavesOf(node.children, `${prefix}${key}.`) : [[prefix + key, node]],
  );
}

/** Whether the presets differ in a leaf that is a group's own, so that a study has to say which is meant. */
export function hasPresets(settings: Group): boolean {
  return leavesOf(settings.children).some(
    ([, { defaults, shared }]) =>
      !shared &&
      defaults !== undefined &&
      JSON.stringify(defaults['seed-exact']) !== JSON.stringify(defaults.recommended),
  );
}
