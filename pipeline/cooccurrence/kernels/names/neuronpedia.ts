/**
 * Explanations of an SAE's features from Neuronpedia, all of one set in one request, kept in a file so that a run asks once:
 * GET /api/explanation/export?modelId=…&saeId=… (https://www.neuronpedia.org/api-doc), no key needed. A label is a convenience: where
 * it cannot be had the reason is returned and nothing fails, and no request is made when the machine is meant to be offline.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HubEnvironment } from '../../../../src/engine/hub/environment.ts';
import { Passing } from '../../../../src/engine/hub/persist.ts';
import { request } from '../../../../src/engine/hub/request.ts';
import { StudyError } from '../../../../src/errors.ts';
import { writeAtomic } from '../../../../src/write-atomic.ts';
import { readLabels } from './labels-file.ts';

export interface NeuronpediaOptions {
  /** Proxies, and whether there is a network at all. */
  readonly environment: Pick<HubEnvironment, 'offline' | 'proxies'>;
  /** Address of the site, without a slash at the end. */
  readonly endpoint: string;
  /** Time for the whole answer. */
  readonly limitMilliseconds: number;
}

export const DEFAULT_ENDPOINT = 'https://www.neuronpedia.org';
export const LIMIT_MILLISECONDS = 20_000;

export type Fetched =
  | { readonly labels: ReadonlyMap<number, string>; readonly reason: null }
  | { readonly labels: null; readonly reason: string };

/** @param set model and source, as gpt2-small/7-res-jb @param file where the answer is kept; it is used if it is there */
export async function neuronpediaLabels(set: string, file: string, options: NeuronpediaOptions): Promise<Fetched> {
  if (existsSync(file)) return { labels: readLabels(file), reason: null };
  if (options.environment.offline)
    return { labels: null, reason: 'this machine is set to be offline (HF_HUB_OFFLINE)' };
  const [model, source] = set.split('/');
  const url = `${options.endpoint}/api/explanation/export?${new URLSearchParams({ modelId: model, saeId: source ?? '' })}`;
  const found = await answer(url, options);
  if ('reason' in found) return { labels: null, reason: found.reason };
  mkdirSync(dirname(file), { recursive: true });
  writeAtomic(file, found.text);
  try {
    return { labels: readLabels(file), reason: null };
  } catch (error) {
    if (!(error instanceof StudyError)) throw error;
    rmSync(file);
    return { labels: null, reason: `${new URL(url).host} sent something else than explanations (${error.message})` };
  }
}

async function answer(url: string, options: NeuronpediaOptions): Promise<{ text: string } | { reason: string }> {
  const { host } = new URL(url);
  const signal = AbortSignal.timeout(options.limitMilliseconds);
  const { offline, proxies } = options.environment;
  const environment: HubEnvironment = { offline, proxies, endpoint: options.endpoint, cache: '', token: null };
  try {
    const response = await request(url, environment, { method: 'GET', signal });
    if (response.status === 200) return { text: await response.text() };
    await response.body?.cancel();
    return { reason: `${host} answered with status ${response.status}` };
  } catch (error) {
    if (signal.aborted) return { reason: `${host} did not answer within ${options.limitMilliseconds / 1000} s` };
    if (error instanceof Passing || error instanceof StudyError) return { reason: error.message.replaceAll('\n', ' ') };
    throw error;
  }
}
