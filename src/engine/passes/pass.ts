/**
 * One run of the model as a description: from a site, changed so, read at other sites. What it gives is built into one graph; where no
 * change or reading needs a block it is not computed, and dictionaries stand in it under their own names, so that codes of a later one can
 * be read after a change at an earlier one.
 */
import type { Dictionary } from '../dictionary/dictionary.ts';
import { packedLayout } from '../model/packed-layout.ts';
import type { Site } from '../model/site.ts';
import { Graph } from '../onnx/onnx-graph.ts';
import { Session } from '../onnx/runtime.ts';
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
  /** `tokens`: the input of that name, int32 [B, T]; a site of the residual stream: the input `resid`, rows as packed-layout.ts has them. */
  readonly from: 'tokens' | Site;
  readonly changes?: readonly SiteChange[];
  readonly read: readonly Reading[];
  /** Whether values and codes are read at each sequence's last position alone, [B, 1, ...]. */
  readonly lastOnly?: boolean;
}

/** Rows lie packed, with the inputs of packed-layout.ts. */
export function passGraph({ architecture }: Pick<Subject, 'architecture'>, pass: Pass): Graph {
  const graph = new Graph(pass.name);
  const model = architecture(graph);
  const layout = packedLayout(graph);
  const from = pass.from === 'tokens' ? EMBEDDED : pass.from;
  const resid =
    pass.from === 'tokens'
      ? layout.rows(model.embed(graph.input('tokens', 'int32', ['batch', 'time'])))
      : graph.input('resid', 'float32', ['rows', model.width]);
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

/** The one way a session over a subject's weights is opened: they are used for a few large products only, and packing would copy them. */
export function openSession({ folder }: Pick<Subject, 'folder'>, graph: Graph, threads: number): Promise<Session> {
  return Session.create(graph, { folder, threads, prepack: false });
}

function sitesOf(reading: Reading): Site[] {
  if (reading.kind === 'contrast') return [];
  return [reading.kind === 'tensor' ? reading.at : reading.of.reads];
}
