/**
 * What each node is called, by the first of these that there is; of a node of several features, that of its strongest (named-nodes.ts):
 *
 *   file         the study's labels file
 *   neuronpedia  its explanation there, where the study asks for them
 *   answer       the answer that it speaks for with its recall, "basketball 18/18", where that is at least half way from chance to all;
 *                not of a feature whose code is constant or stands before the prompts differ, whose values vary through the gradient alone
 *   token        the token that it fires on, where that has half of its mass Σ f or more, "fires on ':' (98 %), constant"
 *   promoted     the tokens that its direction raises most over those that it lowers most
 */
import type { FavouredAnswer } from './favoured-answers.ts';
import { shownLabel } from './shown-label.ts';

interface LabelSources {
  readonly file: ReadonlyMap<number, string>;
  readonly neuronpedia: ReadonlyMap<number, string>;
  /** By node; all else by feature. */
  readonly answers: ReadonlyMap<number, FavouredAnswer>;
  readonly fired: ReadonlyMap<number, { readonly token: string; readonly share: number }>;
  /** Tokens that its direction raises and lowers, strongest first. */
  readonly promoted: ReadonlyMap<number, readonly string[]>;
  readonly suppressed: ReadonlyMap<number, readonly string[]>;
}

/** A node by the feature that it is named for. */
export interface NamedFeature {
  readonly feature_id: number;
  readonly node: number;
  /** Features of the node. */
  readonly members: number;
  readonly constant: boolean;
  readonly before_difference: boolean;
}

interface FeatureLabel {
  readonly feature_id: number;
  readonly label: string;
  readonly source: 'file' | 'neuronpedia' | 'answer' | 'token' | 'promoted';
  /** Recall of the answer, or of its mass on the token; null where the label is neither. */
  readonly share: number | null;
  readonly link: string | null;
}

type Name = Pick<FeatureLabel, 'label' | 'source' | 'share'>;

/** Tokens in a label. */
const N_NAMED = 3;
/** Share of a feature's mass that makes a token its name. */
const LEAST_SHARE = 0.5;

/** @param set the SAE's set on Neuronpedia, for links; null where its metadata name none */
export function featureLabels(
  features: readonly NamedFeature[],
  sources: LabelSources,
  set: string | null,
): FeatureLabel[] {
  return features.map((feature) => {
    const { feature_id: id, node, members } = feature;
    const link = set === null ? null : `https://www.neuronpedia.org/${encodeURI(set)}/${id}`;
    const name = named(feature, sources);
    // Of copies that are one node, the name is that of one.
    return { feature_id: node, ...name, label: members === 1 ? name.label : `${name.label} (${members} copies)`, link };
  });
}

function named(feature: NamedFeature, { file, neuronpedia, answers, fired, ...directions }: LabelSources): Name {
  const { feature_id: id, node, constant, before_difference: before } = feature;
  const given = file.get(id);
  if (given !== undefined) return { label: shownLabel(given), source: 'file', share: null };
  const explained = neuronpedia.get(id);
  if (explained !== undefined) return { label: shownLabel(explained), source: 'neuronpedia', share: null };
  const answer = constant || before ? undefined : answers.get(node);
  if (answer !== undefined && speaksFor(answer)) {
    const { hits, prompts } = answer;
    return { label: `${answer.answer} ${hits}/${prompts}`, source: 'answer', share: hits / prompts };
  }
  const on = fired.get(id);
  if (on !== undefined && on.share >= LEAST_SHARE) {
    const manner = constant ? ', constant' : before ? ', before prompts differ' : '';
    const label = `fires on '${visible(on.token)}' (${(100 * on.share).toFixed(0)} %)${manner}`;
    return { label, source: 'token', share: on.share };
  }
  const words = (tokens: ReadonlyMap<number, readonly string[]>): string =>
    (tokens.get(id) ?? []).slice(0, N_NAMED).map((token) => token.trim() || '␣').join(', '); // biome-ignore format: one line
  const [up, down] = [words(directions.promoted), words(directions.suppressed)];
  return { label: down === '' ? up : `${up} over ${down}`, source: 'promoted', share: null };
}

/** Recall of at least half way from the answer's share of the prompts to all. */
function speaksFor({ hits, prompts, of }: FavouredAnswer): boolean {
  return hits / prompts >= (1 + prompts / of) / 2;
}

function visible(token: string): string {
  return token.replaceAll('\n', '↵').replace(/^\s+$/, (spaces) => '␣'.repeat(spaces.length));
}
