import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { hubEnvironment } from '../../../src/model/hub/environment.ts';

const home = '/home/me';
const cache = (variables: Record<string, string>): string => hubEnvironment(variables, home).cache;

test('without variables: the hub itself, the standard folder, no token, online', () => {
  const expected = {
    endpoint: 'https://huggingface.co',
    cache: '/home/me/.cache/huggingface/hub',
    token: null,
    offline: false,
  };
  expect(hubEnvironment({}, home)).toEqual(expected);
  expect(hubEnvironment({ HF_HOME: '', HF_TOKEN: ' ', HF_ENDPOINT: '', HF_HUB_OFFLINE: '' }, home)).toEqual(expected);
});

test('the cache folder, in the order of huggingface_hub', () => {
  expect(cache({ XDG_CACHE_HOME: '/x' })).toBe('/x/huggingface/hub');
  expect(cache({ XDG_CACHE_HOME: '/x', HF_HOME: '/h' })).toBe('/h/hub');
  expect(cache({ HF_HOME: '/h', HF_HUB_CACHE: '/c' })).toBe('/c');
  expect(cache({ HF_HOME: '~/models' })).toBe('/home/me/models/hub');
  expect(cache({ HF_HOME: 'models' })).toBe(join(process.cwd(), 'models/hub'));
});

test('endpoint, token and offline', () => {
  expect(hubEnvironment({ HF_ENDPOINT: 'http://127.0.0.1:8080/' }, home).endpoint).toBe('http://127.0.0.1:8080');
  expect(hubEnvironment({ HF_TOKEN: 'hf_abc' }, home).token).toBe('hf_abc');
  for (const on of ['1', 'ON', 'yes', 'True']) expect(hubEnvironment({ HF_HUB_OFFLINE: on }, home).offline).toBe(true);
  for (const off of ['0', 'no', 'false', '']) expect(hubEnvironment({ HF_HUB_OFFLINE: off }, home).offline).toBe(false);
});

test('an endpoint that is no address is refused', () => {
  for (const text of ['huggingface', 'ftp://x', 'file:///x']) {
    expect(() => hubEnvironment({ HF_ENDPOINT: text }, home)).toThrow(StudyError);
    expect(() => hubEnvironment({ HF_ENDPOINT: text }, home)).toThrow(
      /HF_ENDPOINT: .*, expected an address such as https:/,
    );
  }
});
