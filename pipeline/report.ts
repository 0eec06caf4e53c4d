/**
 * Names the selected features (labels file, else the tokens their directions promote), then writes what people read from the
 * tables alone: report/index.html, report/network.html, network.json and network.gexf.
 */
import { join } from 'node:path';
import { buildReport } from '../reports/build.ts';
import { openModel } from '../src/model/files.ts';
import { type PromotedToken, promotedTokens } from '../src/model/promoted-tokens.ts';
import { openSae } from '../src/model/sae-files.ts';
import { sourceFiles, sourceFolders } from '../src/model/sources.ts';
import { loadTokenizer } from '../src/model/tokenizer.ts';
import { decoderRows } from '../src/steering/decoder-rows.ts';
import { readLabels } from '../src/study/labels-file.ts';
import { TABLE_NAMES, type TableName } from '../src/tables.ts';
import type { Stage, StageContext } from './stage.ts';

const FILES: readonly string[] = ['report/index.html', 'report/network.html', 'network.json', 'network.gexf'];
/** Tokens each way per feature. */
const N_TOKENS = 10;
/** Of them in a label. */
const N_NAMED = 3;
const WRITES: readonly TableName[] = ['promoted_token', 'label'];

export const report: Stage = {
  name: 'report',
  reads: TABLE_NAMES.filter((table) => table !== 'stage_run' && !WRITES.includes(table)),
  writes: WRITES,
  parameters: (study) => study,
  files: (study) => [...sourceFiles(study), ...(study.labels === undefined ? [] : [study.labels.file])],
  outputs: (out) => FILES.map((file) => join(out, file)),
  async run(context) {
    await nameFeatures(context);
    const { study, tables, out, note } = context;
    const { files } = await buildReport(out, { tables, study });
    const nBytes = files.reduce((sum, file) => sum + file.nBytes, 0);
    note(`${files.map((file) => file.path).join(', ')}: ${(nBytes / 1e6).toFixed(1)} MB in all`);
  },
};

async function nameFeatures({ study, tables, threads, note }: StageContext): Promise<void> {
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

  const given = study.labels === undefined ? new Map<number, string>() : readLabels(study.labels.file);
  const { neuronpediaId } = sae.config.origin;
  const byTokens = new Map<number, string[]>();
  for (const token of promoted) {
    if (token.direction === 'promoted' && token.rank < N_NAMED)
      byTokens.set(token.featureId, [...(byTokens.get(token.featureId) ?? []), text(token).trim() || '␣']);
  }
  await tables.replace('label', {
    feature_id: ids,
    label: Array.from(ids, (id) => given.get(id) ?? (byTokens.get(id) ?? []).join(', ')),
    source: Array.from(ids, (id) => (given.has(id) ? 'file' : 'tokens')),
    link: Array.from(ids, (id) =>
      neuronpediaId === null ? null : `https://www.neuronpedia.org/${encodeURI(neuronpediaId)}/${id}`,
    ),
  });
  if (study.labels !== undefined)
    note(`${Array.from(ids).filter((id) => given.has(id)).length} of ${ids.length} features have a label in the file`);
}
