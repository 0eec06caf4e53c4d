import { existsSync, mkdtempSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import {
  type NeuronpediaOptions,
  neuronpediaLabels,
} from '../../../../../pipeline/cooccurrence/kernels/names/neuronpedia.ts';
import { proxiesOf } from '../../../../../src/engine/hub/proxy.ts';

const SET = 'gpt2-small/7-res-jb';
let server: Server | undefined;
const asked: string[] = [];

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  asked.length = 0;
});

/** A site that answers so, and a file that is not there yet. */
async function site(answer: RequestListener): Promise<{ file: string; options: NeuronpediaOptions }> {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    file: join(mkdtempSync(join(tmpdir(), 'cofire-')), 'labels', 'set.json'),
    options: {
      environment: { offline: false, proxies: proxiesOf({}) },
      endpoint: `http://127.0.0.1:${port}`,
      limitMilliseconds: 400,
    },
  };
}

const EXPLANATIONS = JSON.stringify([
  { modelId: 'gpt2-small', layer: '7-res-jb', index: '5', description: 'words about <b>sport</b>' },
  { modelId: 'gpt2-small', layer: '7-res-jb', index: '5', description: 'a second explanation' },
  { modelId: 'gpt2-small', layer: '7-res-jb', index: '9', description: ' the end of a sentence ' },
]);

it('asks for the set once, takes the first explanation of a feature, and keeps the answer', async () => {
  const { file, options } = await site((_, response) => response.end(EXPLANATIONS));
  const expected = {
    labels: new Map([
      [5, 'words about <b>sport</b>'],
      [9, 'the end of a sentence'],
    ]),
    reason: null,
  };
  expect(await neuronpediaLabels(SET, file, options)).toEqual(expected);
  expect(await neuronpediaLabels(SET, file, options)).toEqual(expected);
  expect(asked).toEqual(['/api/explanation/export?modelId=gpt2-small&saeId=7-res-jb']);
});

it.each([
  ['a refusal', (_, response) => response.writeHead(404).end(), /answered with status 404/],
  ['no answer', () => undefined, /did not answer within 0\.4 s/],
  ['a page in place of data', (_, response) => response.end('<html>'), /sent something else than explanations/],
  ['a closed connection', (request) => request.socket.destroy(), /no connection to 127/],
] as const satisfies readonly (readonly [string, RequestListener, RegExp])[])(
  'gives the reason and no labels after %s',
  async (_, answer, reason) => {
    const { file, options } = await site(answer);
    const found = await neuronpediaLabels(SET, file, options);
    expect(found.labels).toBeNull();
    expect(found.reason).toMatch(reason);
    expect(existsSync(file)).toBe(false);
  },
);

it('asks nothing of a machine that is meant to be offline', async () => {
  const { file, options } = await site((_, response) => response.end(EXPLANATIONS));
  const offline = { ...options, environment: { ...options.environment, offline: true } };
  expect((await neuronpediaLabels(SET, file, offline)).reason).toContain('offline');
  expect(asked).toEqual([]);
});
