import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubEnvironment } from '../../../src/engine/hub/environment.ts';
import { proxiesOf } from '../../../src/engine/hub/proxy.ts';
import { StudyError } from '../../../src/errors.ts';
import { temporaryFolder, writeText } from '../model/raw-safetensors.ts';

const home = '/home/me';
const cache = (variables: Record<string, string>): string => hubEnvironment(variables, home).cache;

test('without variables: the hub itself, the standard folder, no token, online', () => {
  const expected = {
    endpoint: 'https://huggingface.co',
    cache: '/home/me/.cache/huggingface/hub',
    token: null,
    offline: false,
    proxies: proxiesOf({}),
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

test('an endpoint that is no address is refused, and only when it is asked for', () => {
  for (const text of ['huggingface', 'ftp://x', 'file:///x']) {
    const environment = hubEnvironment({ HF_ENDPOINT: text }, home);
    expect(() => environment.endpoint).toThrow(StudyError);
    expect(() => environment.endpoint).toThrow(/HF_ENDPOINT: .*, expected an address such as https:/);
  }
});

test('an endpoint with a password is refused without repeating it', () => {
  for (const text of ['https://me:secret@hub.example', 'me:secret@hub.example']) {
    const environment = hubEnvironment({ HF_ENDPOINT: text }, home);
    expect(() => environment.endpoint).toThrow(/HF_ENDPOINT: an address with a user or a password, .* into HF_TOKEN/);
    expect(() => environment.endpoint).not.toThrow(/secret/);
  }
});

test('a proxy that cannot be used harms nothing until it is used', () => {
  expect(hubEnvironment({ ALL_PROXY: 'socks5h://127.0.0.1:1080' }, home).offline).toBe(false);
});

test('the token that a login left is read from its file, after the variables', () => {
  const root = temporaryFolder();
  writeText(join(root, 'token'), 'hf_file\n');
  writeText(join(root, 'other'), 'hf_other');
  const token = (variables: Record<string, string>): string | null =>
    hubEnvironment({ HF_HOME: root, ...variables }, home).token;
  expect(token({})).toBe('hf_file');
  expect(token({ HF_TOKEN_PATH: join(root, 'other') })).toBe('hf_other');
  expect(token({ HF_TOKEN_PATH: join(root, 'none') })).toBeNull();
  expect(token({ HF_TOKEN: 'hf_variable' })).toBe('hf_variable');
  expect(token({ HUGGING_FACE_HUB_TOKEN: 'hf_old' })).toBe('hf_old');
  expect(token({ HF_HUB_DISABLE_IMPLICIT_TOKEN: '1', HF_TOKEN: 'hf_variable' })).toBeNull();
  expect(() => token({ HF_TOKEN_PATH: root })).toThrow(StudyError);
  expect(() => token({ HF_TOKEN_PATH: root })).toThrow(/a token that cannot be read \(EISDIR\).* set HF_TOKEN/);
  expect(hubEnvironment({ HF_TOKEN_PATH: root }, home).cache).toContain(home);
});

test('a token that no header can carry is refused without repeating it', () => {
  const file = join(temporaryFolder(), 'token');
  writeText(file, 'hf_ключ');
  for (const [where, variables] of [
    ['HF_TOKEN', { HF_TOKEN: 'hf_ключ' }],
    [file, { HF_TOKEN_PATH: file }],
  ] as const) {
    const environment = hubEnvironment(variables, home);
    expect(() => environment.token).toThrow(`${where}: characters that no token has`);
    expect(() => environment.token).not.toThrow(/ключ/);
  }
});
