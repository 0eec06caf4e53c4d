import { describe, expect, test } from 'vitest';
import { proxiesOf, proxyFor } from '../../../src/engine/hub/proxy.ts';
import { StudyError } from '../../../src/errors.ts';

const taken = (variables: Record<string, string>, url = 'https://x'): string | null =>
  proxyFor(new URL(url), proxiesOf(variables));

describe('proxies from the environment', () => {
  test('none without variables or with empty ones', () => {
    const none = { http: null, https: null, except: [] };
    expect(proxiesOf({})).toEqual(none);
    expect(proxiesOf({ HTTPS_PROXY: '', http_proxy: ' ' })).toEqual(none);
  });

  test('one for each scheme, small letters first, ALL_PROXY for the rest, http:// where no scheme is given', () => {
    expect(proxiesOf({ HTTPS_PROXY: 'http://p:1', https_proxy: 'q:2', NO_PROXY: 'a, .B' })).toEqual({
      http: null,
      https: { variable: 'https_proxy', text: 'q:2' },
      except: ['a', '.b'],
    });
    expect(taken({ HTTPS_PROXY: 'http://p:1', https_proxy: 'q:2' })).toBe('http://q:2');
    const both = { ALL_PROXY: 'http://p:1', HTTP_PROXY: 'http://h:3' };
    expect([taken(both, 'http://x'), taken(both)]).toEqual(['http://h:3', 'http://p:1']);
  });

  test('a proxy that cannot be used is refused without repeating its password', () => {
    const taking = (): unknown => taken({ https_proxy: 'socks5://me:secret@p:1' });
    expect(taking).toThrow(StudyError);
    expect(taking).toThrow('https_proxy: a proxy of kind socks5://, expected an address such as');
    expect(taking).not.toThrow(/secret/);
    expect(() => taken({ HTTP_PROXY: 'http://a b' }, 'http://x')).toThrow(/HTTP_PROXY: no address/);
  });

  test('one that cannot be used is refused only for addresses that take it', () => {
    const variables = { HTTPS_PROXY: 'http://p:1', ALL_PROXY: 'socks5h://127.0.0.1:1080', NO_PROXY: 'near' };
    expect(taken(variables)).toBe('http://p:1');
    expect(taken(variables, 'http://near')).toBeNull();
    expect(() => taken(variables, 'http://far')).toThrow(/ALL_PROXY: a proxy of kind socks5h:/);
  });
});

describe('which proxy an address takes', () => {
  const proxies = proxiesOf({
    HTTP_PROXY: 'http://h:1',
    HTTPS_PROXY: 'http://s:2',
    NO_PROXY: 'corp.example,*.x.org,y:8080',
  });
  const of = (url: string): string | null => proxyFor(new URL(url), proxies);

  test('by scheme', () => {
    expect(of('https://huggingface.co/a')).toBe('http://s:2');
    expect(of('http://huggingface.co/a')).toBe('http://h:1');
  });

  test('none for a host of NO_PROXY, those below it, and its port where one is named', () => {
    for (const url of ['https://corp.example/', 'https://hub.corp.example/', 'https://a.x.org', 'http://y:8080/'])
      expect(of(url)).toBeNull();
    for (const url of ['https://notcorp.example/', 'http://y/', 'https://corp.example.org'])
      expect(of(url)).not.toBeNull();
    expect(proxyFor(new URL('https://a'), proxiesOf({ HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }))).toBeNull();
    const port = proxiesOf({ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a:443' });
    expect(proxyFor(new URL('https://a'), port)).toBeNull();
  });
});
