/**
 * Names the selected features (labels file, else Neuronpedia where asked, else the tokens their directions promote), then writes what people read from the
 * tables alone: report/index.html, report/network.html, network.json and network.gexf.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildReport } from '../../../reports/build.ts';
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { hubEnvironment } from '../../../src/engine/hub/environment.ts';
import { sourceFiles, sourceFolders } from '../../../src/engine/hub/sources.ts';
import { openModel } from '../../../src/engine/model/model-files.ts';
import { type PromotedToken, promotedTokens } from '../../../src/engine/model/promoted-tokens.ts';
import { loadTokenizer } from '../../../src/engine/model/tokenizer.ts';
import type { Stage, StageContext } from '../../../src/run/stage.ts';
import { withoutPaths } from '../../../src/run/study/without-paths.ts';
import { byColumn } from '../../../src/run/tables/by-column.ts';
import { TABLE_NAMES, type TableName } from '../../../src/run/tables/tables.ts';
import { featureLabels } from '../kernels/names/feature-labels.ts';
import { readLabels } from '../kernels/names/labels-file.ts';
import { DEFAULT_ENDPOINT, type Fetched, LIMIT_MILLISECONDS, neuronpediaLabels } from '../kernels/names/neuronpedia.ts';

const FILES: readonly string[] = ['report/index.html', 'report/network.html', 'network.json', 'network.gexf'];
/** Tokens each way per feature. */
const N_TOKENS = 10;
const LABEL_COLUMNS = ['feature_id', 'label', 'source', 'link'] as const;
const WRITES: readonly TableName[] = ['promoted_token', 'label'];

export const report: Stage = {
  name: 'report',
  reads: TABLE_NAMES.filter((table) => table !== 'stage_run' && !WRITES.includes(table)),
  writes: WRITES,
  parameters: withoutPaths,
  files: (study) => [...sourceFiles(study), ...(study.labels?.file === undefined ? [] : [study.labels.file])],
  outputs: (out) => FILES.map((file) => join(out, file)),
  async run(context) {
    await nameFeatures(context);
    const { study, tables, out, note } = context;
    const { files } = await buildReport(out, { tables, study });
    const nBytes = files.reduce((sum, file) => sum + file.nBytes, 0);
    note(`${files.map((file) => file.path).join(', ')}: ${(nBytes / 1e6).toFixed(1)} MB in all`);
  },
};

async function nameFeatures({ study, tables, out, threads, note }: StageContext): Promise<void> {
  const { feature_id: ids } = await tables.columns<{ feature_id: Int32Array }>('report_selected');
  const folders = sourceFolders(study);
  const model = await openModel(folders.model);
  const sae = await openSae(folders.sae);
  const tokenizer = await loadTokenizer(folders.model, model.config);
  const promoted = await promotedTokens(model, await decoderRows(sae, ids), N_TOKENS, threads);
  const text = (token: PromotedToken): string => tokenizer.decode([token.tokenId]);
  await tables.replace('promoted_token', {
    feature_id: promoted.map((token) => token.featureId),
    direction: promoted.map((token) => token.direction),
    rank: promoted.map((token) => token.rank),
    token_id: promoted.map((token) => token.tokenId),
    token: promoted.map(text),
    weight: promoted.map((token) => token.weight),
  });

  const tokens = new Map<number, string[]>();
  for (const token of promoted)
    if (token.direction === 'promoted')
      tokens.set(token.featureId, [...(tokens.get(token.featureId) ?? []), text(token)]);
  const { neuronpediaId } = sae.config.origin;
  const labels = featureLabels(
    ids,
    {
      file: study.labels?.file === undefined ? new Map() : readLabels(study.labels.file),
      neuronpedia: study.labels?.online === true ? await online(neuronpediaId, out, note) : new Map(),
      tokens,
    },
    neuronpediaId,
  );
  await tables.replace(
    'label',
    byColumn(
      LABEL_COLUMNS,
      labels.map((label) => ({ ...label })),
    ),
  );
  for (const source of ['file', 'neuronpedia'] as const) {
    const count = labels.filter((label) => label.source === source).length;
    if (source === 'file' ? study.labels?.file !== undefined : count > 0)
      note(`${count} of ${ids.length} features have a label ${source === 'file' ? 'in the file' : 'from Neuronpedia'}`);
  }
}

/** Explanations of the SAE's set, kept in the run folder; none, with a note, where they cannot be had. */
async function online(
  set: string | null,
  out: string,
  note: (text: string) => void,
): Promise<ReadonlyMap<number, string>> {
  const found: Fetched =
    set === null
      ? { labels: null, reason: 'the SAE’s metadata name no set there' }
      : await neuronpediaLabels(set, join(out, 'labels', `${set.replaceAll('/', '--')}.json`), {
          environment: hubEnvironment(process.env, homedir()),
          endpoint: process.env.NEURONPEDIA_ENDPOINT ?? DEFAULT_ENDPOINT,
          limitMilliseconds: LIMIT_MILLISECONDS,
        });
  if (found.labels !== null) return found.labels;
  note(`no labels from Neuronpedia: ${found.reason}; features are named by the tokens they promote`);
  return new Map();
}
