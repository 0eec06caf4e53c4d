/** What each feature is called: the study's labels file first, then Neuronpedia, else the tokens that its direction promotes. */
interface LabelSources {
  readonly file: ReadonlyMap<number, string>;
  readonly neuronpedia: ReadonlyMap<number, string>;
  /** Promoted tokens, strongest first. */
  readonly tokens: ReadonlyMap<number, readonly string[]>;
}

interface FeatureLabel {
  readonly feature_id: number;
  readonly label: string;
  readonly source: 'file' | 'neuronpedia' | 'tokens';
  readonly link: string | null;
}

/** Tokens in a label. */
const N_NAMED = 3;

/** @param set the SAE's set on Neuronpedia, for links; null where its metadata name none */
export function featureLabels(ids: Iterable<number>, sources: LabelSources, set: string | null): FeatureLabel[] {
  return [...ids].map((id) => ({
    feature_id: id,
    ...named(id, sources),
    link: set === null ? null : `https://www.neuronpedia.org/${encodeURI(set)}/${id}`,
  }));
}

function named(id: number, { file, neuronpedia, tokens }: LabelSources): Pick<FeatureLabel, 'label' | 'source'> {
  const given = file.get(id);
  if (given !== undefined) return { label: given, source: 'file' };
  const explained = neuronpedia.get(id);
  if (explained !== undefined) return { label: explained, source: 'neuronpedia' };
  const words = (tokens.get(id) ?? []).slice(0, N_NAMED).map((token) => token.trim() || '␣');
  return { label: words.join(', '), source: 'tokens' };
}
