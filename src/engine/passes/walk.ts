/**
 * The model between two sites as graph nodes: the blocks from where a residual stands to the farthest value that is read, or on to the
 * normalised last state. The last of the blocks is computed at each sequence's last position alone where no one reads more of it.
 */
import type { Architecture } from '../model/architecture.ts';
import { type Layout, sideBySide } from '../model/layout.ts';
import {
  firstBlock,
  isRows,
  placeOf,
  type Site,
  type SiteName,
  siteText,
  type Visits,
  visited,
} from '../model/site.ts';
import type { Tensor } from '../onnx/onnx-graph.ts';
import * as ops from '../onnx/ops.ts';

/** Where the embedded tokens stand. */
export const EMBEDDED: Site = { layer: 0, at: 'resid_pre' };

export interface SiteChange {
  readonly at: Site;
  /** The value that the model goes on with; inputs of its own are declared on the value's graph. */
  readonly by: (value: Tensor) => Tensor;
}

export interface WalkOptions {
  /** How positions lie in x; side by side unless given. */
  readonly layout?: Layout;
  /** Each at or after the start and before or at something that is read; those of one site are made one after another. */
  readonly changes?: readonly SiteChange[];
  /** Values to be handed out. */
  readonly reads?: readonly Site[];
  /** Whether the walk goes on to the last state. */
  readonly toEnd?: boolean;
  /** Whether what is read is wanted at each sequence's last position alone. */
  readonly lastOnly?: boolean;
}

interface Walked {
  /** The value that the model goes on with at a site of `reads`; [B, 1, W] of the last positions where these alone are wanted. */
  at(site: Site): Tensor;
  /** The normalised last state, [B, D]. */
  state(): Tensor;
}

/** @param given the residual at `from`, before any change there, rows as the layout has them; from tokens it stands at EMBEDDED */
export function walk(model: Architecture, given: Tensor, from: Site, options: WalkOptions): Walked {
  const { layout = sideBySide, changes = [], reads = [], toEnd = false, lastOnly = false } = options;
  const first = startOf(model, from);
  const end = toEnd ? model.layers : Math.max(first, ...reads.map(blocksThrough));
  if (end > model.layers) throw new RangeError(`walk: block ${end - 1} of a model of ${model.layers}`);
  checkReads(reads, from, lastOnly);
  const farthest: readonly Site[] = toEnd ? [{ layer: model.layers - 1, at: 'resid_post' }] : reads;
  checkChanges(changes, from, Math.max(...farthest.map(placeOf)));
  const visits = visitsOf(changes);
  // The block before the start is not run, so a change after it is made here.
  const x = from.at === 'resid_post' ? visited(visits(from.layer), 'resid_post', given) : given;
  const known = new Map<string, Tensor>();
  const keep = (layer: number, at: SiteName, value: Tensor): Tensor => {
    known.set(siteText({ layer, at }), value);
    return value;
  };
  const cut = lastOnly || (toEnd && !reads.some((site) => blocksThrough(site) === end));
  let state = x;
  for (let layer = first; layer < end; layer++) {
    const atLast = cut && layer === end - 1;
    const own = visits(layer);
    const start =
      layer === from.layer && from.at === 'resid_mid'
        ? { resid_mid: () => visited(own, 'resid_mid', at(layout, x, atLast)) }
        : {};
    const wanted = reads.filter((site) => site.layer === layer).map((site) => site.at);
    const keeping = wanted.map((point) => [point, (value: Tensor) => keep(layer, point, visited({ ...own, ...start }, point, value))]); // biome-ignore format: one line
    state = model.block(layer, state, {
      layout,
      lastOnly: atLast,
      visits: { ...own, ...start, ...Object.fromEntries(keeping) },
    });
  }
  const atEnd = cut && end === first ? layout.last(x) : state;
  // What no block was run for: the residual where the walk began, and where it ended.
  if (first > 0 && !known.has(siteText({ layer: first - 1, at: 'resid_post' })))
    keep(first - 1, 'resid_post', end === first ? atEnd : x);
  if (end < model.layers) keep(end, 'resid_pre', visited(visits(end), 'resid_pre', atEnd));
  return {
    at(site) {
      const value = known.get(siteText(site));
      if (value === undefined) throw new Error(`walk: ${siteText(site)} is not among what was to be read`);
      return lastOnly && blocksThrough(site) < end ? layout.last(value) : value;
    },
    state() {
      if (!toEnd) throw new Error('walk: it did not go on to the last state');
      return ops.squeeze(model.finalNorm(cut ? atEnd : layout.last(state)), [1]);
    },
  };
}

/** m = u · state for each prompt: the logit difference without subtracting two large logits. @param contrast u, [B, D] */
export function contrastOf(state: Tensor, contrast: Tensor): Tensor {
  return ops.reduceSum(ops.mul(state, contrast), [1]);
}

function at(layout: Layout, x: Tensor, lastOnly: boolean): Tensor {
  return lastOnly ? layout.last(x) : x;
}

/** Blocks that are run, from the first of the model on, before a site's value is there. */
function blocksThrough({ layer, at: point }: Site): number {
  return point === 'resid_pre' ? layer : layer + 1;
}

/** @throws RangeError where the values of a site do not decide what comes after it */
function startOf(model: Architecture, from: Site): number {
  const decides = from.at === 'resid_pre' || from.at === 'resid_post' || (from.at === 'resid_mid' && !model.parallel);
  const first = firstBlock(from);
  if (decides && first <= model.layers) return first;
  throw new RangeError(
    `walk: from ${siteText(from)} in a model of ${model.layers} blocks, expected its residual stream`,
  );
}

/** @throws RangeError for a site whose value the walk does not compute as it is asked for */
function checkReads(reads: readonly Site[], from: Site, lastOnly: boolean): void {
  for (const site of reads) {
    // The residual after a block is the one before the next.
    const same = from.at === 'resid_pre' && site.at === 'resid_post' && firstBlock(site) === from.layer;
    if (placeOf(site) < placeOf(from) && !same)
      throw new RangeError(`walk: ${siteText(site)} is before ${siteText(from)}`);
    if (lastOnly && !isRows(site.at))
      throw new RangeError(`walk: ${siteText(site)} has no rows, of which the last could be read`);
  }
}

/** @param last the place of the last site that something reads @throws RangeError for a change that would be without effect */
function checkChanges(changes: readonly SiteChange[], from: Site, last: number): void {
  for (const { at } of changes) {
    const change = `walk: the change at ${siteText(at)}`;
    if (placeOf(at) < placeOf(from)) throw new RangeError(`${change} is before ${siteText(from)}`);
    if (placeOf(at) > last) throw new RangeError(`${change} is read by nothing`);
  }
}

function visitsOf(changes: readonly SiteChange[]): (layer: number) => Visits {
  return (layer) => {
    const visits: { [point in SiteName]?: (x: Tensor) => Tensor } = {};
    for (const { at: site, by } of changes) {
      if (site.layer !== layer) continue;
      const before = visits[site.at];
      visits[site.at] = before === undefined ? by : (x) => by(before(x));
    }
    return visits;
  };
}
