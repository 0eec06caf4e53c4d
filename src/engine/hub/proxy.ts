/**
 * Proxies from the environment, as curl and huggingface_hub read it: HTTPS_PROXY and HTTP_PROXY by the scheme of the address, else
 * ALL_PROXY, in either case of letters; NO_PROXY lists hosts that are reached directly: `*`, or a name with all below it, with or
 * without a dot in front, and with a port where only that one is meant. A setting is understood when a request takes it: one that
 * cannot be used harms nothing else.
 */
import { Unreachable } from './persist.ts';

/** As it stands in the environment. */
interface ProxySetting {
  readonly variable: string;
  readonly text: string;
}

export interface Proxies {
  /** For addresses of each scheme; null goes directly. */
  readonly http: ProxySetting | null;
  readonly https: ProxySetting | null;
  /** Hosts that need none, lower case. */
  readonly except: readonly string[];
}

export function proxiesOf(variables: Readonly<Record<string, string | undefined>>): Proxies {
  const given = (name: string): ProxySetting | null => {
    const variable = [name.toLowerCase(), name].find((key) => (variables[key]?.trim() ?? '') !== '');
    return variable === undefined ? null : { variable, text: variables[variable]?.trim() ?? '' };
  };
  const address = (name: string): ProxySetting | null => given(name) ?? given('ALL_PROXY');
  const except = (given('NO_PROXY')?.text ?? '').toLowerCase().split(/[\s,]+/);
  return { http: address('HTTP_PROXY'), https: address('HTTPS_PROXY'), except: except.filter((host) => host !== '') };
}

/** The proxy that reaches an address; null goes directly. @throws Unreachable for one that cannot be used */
export function proxyFor({ protocol, hostname, port }: URL, { http, https, except }: Proxies): string | null {
  const portOf = port === '' ? { 'http:': '80', 'https:': '443' }[protocol] : port;
  const direct = except.some((entry) => {
    if (entry === '*') return true;
    const [, host = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    const name = host.replace(/^\*?\./, '');
    return (only === undefined || only === portOf) && (hostname === name || hostname.endsWith(`.${name}`));
  });
  if (direct) return null;
  const setting = protocol === 'https:' ? https : http;
  return setting === null ? null : parseProxy(setting);
}

function parseProxy({ variable, text }: ProxySetting): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (URL.canParse(withScheme) && /^https?:$/.test(new URL(withScheme).protocol)) return withScheme;
  // The text may hold a password: it is not repeated.
  const found = URL.canParse(withScheme) ? `a proxy of kind ${new URL(withScheme).protocol}//` : 'no address';
  throw new Unreachable({ where: variable, found, expected: 'an address such as http://proxy.example:3128' });
}
