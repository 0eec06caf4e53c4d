/** The features' codes as matrices that a network is made from: of the task's prompts, and of generic text. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { aggregatePositions, type PositionRule } from '../../../../src/methods/attribution/positions.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import type { CodeTable } from '../relevance/firing-features.ts';
import { genericTarget } from '../transfer/targets.ts';
import { readCodes } from '../transfer/transfer-material.ts';
import type { NodeMembers, NodeParts } from '../units/node-members.ts';
import { nodeValues } from '../units/node-values.ts';

interface CodeRule {
  readonly rule: PositionRule;
  /** Position 0 is left out. */
  readonly excludeFirst: boolean;
  /** Tokens of each prompt. */
  readonly lengths: readonly number[];
}

/** One code a prompt, by the rule by which attributions become one; a node's is the sum of its features'. [P, F] @param features ids, ascending */
export function taskCodes(codes: CodeTable, features: Int32Array, members: NodeMembers, options: CodeRule): Matrix {
  const { featureIds, starts, promptIds, values } = nodeValues(
    aggregatePositions({ ...codes, attribution: codes.activation }, options),
    members,
  );
  const [rows, cols] = [options.lengths.length, features.length];
  const placeOf = new Map(Array.from(features, (id, place) => [id, place]));
  const found = new Float64Array(rows * cols);
  featureIds.forEach((id, k) => {
    const place = placeOf.get(id);
    if (place === undefined) return;
    for (let at = starts[k]; at < starts[k + 1]; at++) found[promptIds[at] * cols + place] = values[at];
  });
  return { rows, cols, values: found };
}

/** Codes at every position of the pieces of the text, the BOS left out. [positions, F]; why there is none without a text. */
export async function genericCodes(
  subject: Subject,
  corpus: string | undefined,
  { features, parts }: NodeParts,
  seed: number,
  limits: { readonly threads: number; readonly memoryBytes: number },
): Promise<Matrix | string> {
  if (corpus === undefined) return 'the study names no generic text';
  const tokenizer = await subject.tokenizer();
  const { prependBos } = subject.sae.config;
  const bos = prependBos && tokenizer.bosTokenId !== null ? [tokenizer.bosTokenId] : [];
  const { nPositions } = subject.model.config;
  const text = readFileSync(corpus, 'utf8');
  const { prompts } = genericTarget(text, basename(corpus), { nPositions, bos }, tokenizer, seed);
  const tokens = prompts.map((prompt) => Int32Array.from(prompt.tokens));
  const { codes } = await readCodes(subject, tokens, features, limits);
  const cols = parts.length;
  const nodeOf = parts.flatMap((own, node) => own.map(() => node));
  let rows = 0;
  const first = tokens.map(({ length }) => {
    rows += length - bos.length;
    return rows - length;
  });
  const values = new Float64Array(rows * cols);
  codes.code.forEach((code, k) => {
    if (codes.position[k] < bos.length) return;
    values[(first[codes.prompt[k]] + codes.position[k]) * cols + nodeOf[codes.feature[k]]] += code;
  });
  return { rows, cols, values };
}
