/**
 * One run of the model as a description: from a site, changed so, read at other sites. What it gives is built into one graph; where no
 * change or reading needs a block it is not computed, and dictionaries stand in it under their own names, so that codes of a later one can
 * be read after a change at an earlier one.
 */

import type { Dictionary } from '../dictionary/dictionary.ts';
import type { Architecture } from '../model/architecture.ts';
import { packedLayout, sideBySide } from '../model/layout.ts';
import type { Site } from '../model/site.ts';
import { Graph } from '../onnx/onnx-graph.ts';
import { type Feeds, Session } from '../onnx/runtime.ts';
import type { Pack } from './packed-batch.ts';
import type { Subject } from './subject.ts';
import { contrastOf, EMBEDDED, type SiteChange, walk } from './walk.ts';

export type Reading =
  /** m = u·state, as the output `contrast_value` [B]; u is the input `contrast` [B, D]. */
  | { readonly kind: 'contrast' }
  /** Codes of a dictionary at the site it reads, as the outputs `<name>_code` [..., F] and `<name>_unit` [..., 1]. */
  | { readonly kind: 'codes'; readonly of: Dictionary }
  /** The value at a site. */
  | { readonly kind: 'tensor'; readonly at: Site; readonly name: string };

export interface Pass {
  readonly name: string;
  /** `tokens`: the input of that name, int32 [B, T]; a site of the residual stream: the input `resid`, rows as layout.ts has them. */
  readonly from: 'tokens' | Site;
  readonly changes?: readonly SiteChange[];
  readonly read: readonly Reading[];
  /** Whether values and codes are read at each sequence's last position alone, [B, 1, ...]. */
  readonly lastOnly?: boolean;
  /** Sequences of one length beside each other, `resid` [B, T, D], in the place of packed rows. */
  readonly sideBySide?: boolean;
}

/** Rows lie packed, with the inputs of layout.ts, unless the pass says otherwise. */
export function passGraph({ architecture }: Pick<Subject, 'architecture'>, pass: Pass): Graph {
  const graph = new Graph(pass.name);
  const model = architecture(graph);
  const layout = pass.sideBySide === true ? sideBySide : packedLayout(graph);
  const from = pass.from === 'tokens' ? EMBEDDED : pass.from;
  const resid =
    pass.from === 'tokens'
      ? layout.rows(model.embed(graph.input('tokens', 'int32', ['batch', 'time'])))
      : graph.input('resid', 'float32', [...(pass.sideBySide === true ? ['batch', 'time'] : ['rows']), model.width]);
  const toEnd = pass.read.some(({ kind }) => kind === 'contrast');
  const walked = walk(model, resid, from, {
    layout,
    changes: pass.changes ?? [],
    reads: pass.read.flatMap(sitesOf),
    toEnd,
    ...(pass.lastOnly && { lastOnly: true }),
  });
  for (const reading of pass.read) {
    if (reading.kind === 'contrast') {
      const contrast = graph.input('contrast', 'float32', ['batch', model.width]);
      graph.output('contrast_value', contrastOf(walked.state(), contrast));
    } else if (reading.kind === 'tensor') graph.output(reading.name, walked.at(reading.at));
    else {
      const { of } = reading;
      const { code, unit } = of.encode(of.input(walked.at(of.reads)).x);
      graph.output(`${of.name}_code`, code);
      graph.output(`${of.name}_unit`, unit);
    }
  }
  return graph;
}

/** Tokens to the residual at a site: the blocks before it, nothing after. Input `tokens` int32 [B, T], output `resid` [B, T, D]. */
export function headGraph(architecture: (graph: Graph) => Architecture, at: Site): Graph {
  const read = [{ kind: 'tensor', at, name: 'resid' }] as const;
  return passGraph({ architecture }, { name: 'head', from: 'tokens', read, sideBySide: true });
}

/**
 * The one way a session over a subject's weights is opened. Unpacked: they are used for a few large products only, sessions share the
 * mapped file where packing would copy it, and a packed product differs from an unpacked one in its last bits.
 */
export function openSession(inputs: Pick<Subject, 'folder'>, graph: Graph, threads: number): Promise<Session> {
  return Session.create(graph, { ...sessionOptions(inputs), threads });
}

/** Threads inside operators sleep while they wait: spinning takes the core from whatever else is at work, here as in other processes. */
export function sessionOptions({ folder }: Pick<Subject, 'folder'>) {
  return { folder, prepack: false, spin: false } as const;
}

function sitesOf(reading: Reading): Site[] {
  if (reading.kind === 'contrast') return [];
  return [reading.kind === 'tensor' ? reading.at : reading.of.reads];
}

/**
 * A pack as the feeds of a graph with a packed layout, its rows as the input `resid` (layout.ts).
 * @param width D
 */
export function packFeeds({ rows, place, source, ends, last }: Pack, width: number): Feeds {
  return {
    resid: { data: rows, dims: [source.length, width] },
    place: { data: place, dims: [ends.length, place.length / ends.length] },
    source: { data: source, dims: [source.length] },
    ends: { data: ends, dims: [ends.length] },
    last: { data: last, dims: [last.length] },
  };
}
