/**
 * Makes JavaScript of cofire's sources: every module that is imported by a computed address is an entry, what entries share is in files
 * of its own, and so are the npm packages, but for those that are not JavaScript alone. Loaded only when something has to be made.
 *
 * A module goes on knowing its source: `import.meta.url` is the address of the TypeScript, from which stages are hashed and files
 * beside it found. src/code-at.mjs alone asks where it really is.
 */
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { compiledName, MINIFIED, TO_ROOT } from '../src/code-at.mjs';
import { minifyCode } from '../src/run/minify-code.mjs';

/** What bin/cofire starts, what worker threads run, and what is found in the folders of analyses (plain-modules.mjs, reports/door.ts). */
const ENTRY =
  /^bin\/(start|watch-output)\.ts$|^(src|pipeline)\/.*-worker\.ts$|^reports\/[^/]+\/(index\.ts|commands\.mjs)$|^pipeline\/[^/]+\/(settings\.ts|stage-names\.mjs)$/;

/** Native code, programs, and files beside them that they look for. */
const NOT_BUNDLED = ['@duckdb/node-bindings', 'esbuild', 'jsdom', 'onnxruntime-node'];

/** The packages of CommonJS among the bundled ask for parts of Node.js by `require`. */
const BANNER = `import { createRequire as cofireRequire } from 'node:module'; const require = cofireRequire(import.meta.url); const COFIRE_ROOT = new URL('${TO_ROOT}', import.meta.url).href;`;

/**
 * @param {string} root of the checkout
 * @param {ReadonlyMap<string, Buffer>} sources texts by paths from the root
 * @param {string} folder where the result will lie, which the source maps are made for
 * @returns {Promise<{ name: string, contents: Uint8Array | string }[]>} files, all in one folder
 */
export async function compile(root, sources, folder) {
  const entries = [...sources.keys()].filter((path) => ENTRY.test(path));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((path) => ({ in: join(root, path), out: compiledName(path).slice(0, -'.mjs'.length) })),
    outdir: folder,
    // So that Node.js asks no package.json what they are.
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: NOT_BUNDLED,
    banner: { js: BANNER },
    // Half as much to read; names stay, for the stacks of bugs.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    // Node.js prints the whole line of an error that nothing caught.
    lineLimit: 200,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, target: 'es2023' } },
    plugins: [ownSources(root, sources)],
  });
  const files = outputFiles.map(({ path, contents }) => ({ name: relative(folder, path), contents }));
  return [...files, { name: MINIFIED, contents: minifiedSources(sources) }];
}

/** For the hashes of stages, which would make them anew at every start. @param {ReadonlyMap<string, Buffer>} sources */
function minifiedSources(sources) {
  const texts = [...sources].map(([path, text]) => [
    path,
    minifyCode(text.toString(), path.endsWith('.ts') ? 'ts' : 'js'),
  ]);
  return JSON.stringify(Object.fromEntries(texts));
}

/**
 * Our modules as they were when their fingerprint was taken, with their own addresses.
 * @param {string} root
 * @param {ReadonlyMap<string, Buffer>} sources
 * @returns {import('esbuild').Plugin}
 */
function ownSources(root, sources) {
  return {
    name: 'own sources',
    setup({ onLoad }) {
      onLoad({ filter: /\.(ts|mjs)$/ }, ({ path }) => {
        const own = relative(root, path).replaceAll('\\', '/');
        const text = sources.get(own)?.toString();
        if (text === undefined) return undefined;
        const address = `(COFIRE_ROOT + ${JSON.stringify(encodeURI(own))})`;
        return {
          contents: own === 'src/code-at.mjs' ? text : text.replaceAll('import.meta.url', address),
          loader: own.endsWith('.ts') ? 'ts' : 'js',
        };
      });
    },
  };
}
