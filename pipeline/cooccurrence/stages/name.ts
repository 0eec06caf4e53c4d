/**
 * Stage `name`: the selected features' names: the study's labels file, else Neuronpedia where asked, else from tables: the answer they
 * speak for, the token they fire on, the tokens their directions promote (feature-labels.ts). What the hub or Neuronpedia answered is kept in the run folder, so that it is asked once.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { hubEnvironment } from '../../../src/engine/hub/environment.ts';
import { type PromotedToken, promotedTokens } from '../../../src/engine/model/promoted-tokens.ts';
import { type StageTools, stage } from '../../../src/run/stage.ts';
import { columns, file, rows, subject } from '../../../src/run/stage-input.ts';
import { type MatrixCells, promptWords } from '../kernels/matrix/prompt-matrix.ts';
import { favouredAnswers } from '../kernels/names/favoured-answers.ts';
import { featureLabels } from '../kernels/names/feature-labels.ts';
import { readLabels } from '../kernels/names/labels-file.ts';
import { type MemberSize, type NodeFeature, namedNodes } from '../kernels/names/named-nodes.ts';
import { DEFAULT_ENDPOINT, type Fetched, LIMIT_MILLISECONDS, neuronpediaLabels } from '../kernels/names/neuronpedia.ts';
import { type FiredOn, tokenShares } from '../kernels/names/token-shares.ts';
import type { CooccurrenceStudy } from '../settings.ts';

/** Tokens each way per feature. */
const N_TOKENS = 10;

export const name = stage({
  name: 'name',
  module: import.meta.url,
  settings: ({ labels }: CooccurrenceStudy) => ({ online: labels?.online === true }),
  reads: {
    ...promptWords,
    features: rows<NodeFeature>('name_feature'),
    sizes: rows<MemberSize>('node_member_size'),
    fired: columns<FiredOn>('name_code'),
    cells: columns<MatrixCells>('matrix_cell'),
    labels: file(({ labels }: CooccurrenceStudy) => labels?.file),
    subject: subject(),
  },
  writes: ['promoted_token', 'label'],
  async run(
    { online },
    { words, sizes, fired, cells, labels: labelsFile, subject, ...inputs },
    { keep, threads, note },
  ) {
    const { model, sae } = subject;
    const features = namedNodes(inputs.features, sizes);
    const ids = features.map(({ feature_id: id }) => id);
    const nodeOf = new Map(features.map(({ feature_id: id, node }) => [id, node]));
    const tokenizer = await subject.tokenizer();
    // A vocabulary may be smaller than twice that.
    const count = Math.min(N_TOKENS, Math.floor((model.config.vocabSize - subject.blankIds.length) / 2));
    const promoted = await promotedTokens(model, await decoderRows(sae, ids), count, threads, subject.blankIds);
    const text = (token: PromotedToken): string => tokenizer.decode([token.tokenId]);
    const tokens = { promoted: new Map<number, string[]>(), suppressed: new Map<number, string[]>() };
    for (const token of promoted) {
      const own = tokens[token.direction];
      own.set(token.featureId, [...(own.get(token.featureId) ?? []), text(token)]);
    }
    const { neuronpediaId } = sae.config.origin;
    const sources = {
      file: labelsFile === undefined ? new Map<number, string>() : readLabels(labelsFile),
      neuronpedia: online ? await explanations(neuronpediaId, keep, note) : new Map<number, string>(),
      answers: favouredAnswers(
        cells,
        words.map(({ answer }) => answer),
      ),
      fired: new Map(
        [...tokenShares(fired)].map(([id, { tokenId, share }]) => [id, { token: tokenizer.decode([tokenId]), share }]),
      ),
      ...tokens,
    };
    const labels = featureLabels(features, sources, neuronpediaId);
    for (const source of ['file', 'neuronpedia'] as const) {
      const count = labels.filter((label) => label.source === source).length;
      if (source === 'file' ? labelsFile !== undefined : count > 0)
        note(
          `${count} of ${ids.length} features have a label ${source === 'file' ? 'in the file' : 'from Neuronpedia'}`,
        );
    }
    return {
      promoted_token: promoted.map((token) => {
        const { featureId, direction, rank, tokenId: token_id, weight } = token;
        return {
          feature_id: nodeOf.get(featureId) ?? featureId,
          direction,
          rank,
          token_id,
          token: text(token),
          weight,
        };
      }),
      label: labels,
    };
  },
});

/** Explanations of the SAE's set, kept in the run folder; none, with a note, where they cannot be had. */
async function explanations(
  set: string | null,
  keep: string,
  note: StageTools['note'],
): Promise<ReadonlyMap<number, string>> {
  const found: Fetched =
    set === null
      ? { labels: null, reason: 'the SAE’s metadata name no set there' }
      : await neuronpediaLabels(set, join(keep, `${set.replaceAll('/', '--')}.json`), {
          environment: hubEnvironment(process.env, homedir()),
          endpoint: process.env.NEURONPEDIA_ENDPOINT ?? DEFAULT_ENDPOINT,
          limitMilliseconds: LIMIT_MILLISECONDS,
        });
  if (found.labels !== null) return found.labels;
  note(`no labels from Neuronpedia: ${found.reason}; features are named from tables`);
  return new Map();
}
