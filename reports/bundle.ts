/** The page's script, bundled and minified by esbuild at build time into one text that needs no other file. */
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

export function bundle(entry: 'page' | 'page-with-layered' | 'viewer' | 'layered' | 'atlas'): string {
  const text = build(entry, { LAYOUT_WORKER: JSON.stringify(build('network/layout-worker', {})) });
  // The text goes into a script element, which the letters "</script" would end.
  return text.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}

/** @param define names that are replaced by these expressions */
function build(entry: string, define: Readonly<Record<string, string>>): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`client/${entry}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    define,
  });
  return outputFiles[0].text;
}
