/** A module or style without what cannot change what it does, for `minified.ts`; plain, because compiling makes all of them once (bin/compile.mjs). */
import { transformSync } from 'esbuild';

/** As tsc and tsx read our files: an import that names no type stays, and class fields are defined as the language says. */
const TSCONFIG = { compilerOptions: { verbatimModuleSyntax: true, target: 'es2023' } };

/** `'./x.ts'` and `'./x.js'` name the same module, in an import as in `new URL(…)`. */
const ADDRESS = /(["`])(\.\.?\/[^"`\n]*?)\.m?[jt]s\1/g;
const URL_ADDRESS = /(new URL\((["`])[^"`\n]*?)\.m?[jt]s\2/g;

/** @param {string} text @param {'ts' | 'js' | 'css'} loader */
export function minifyCode(text, loader) {
  const { code } = transformSync(text, {
    loader,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    target: 'esnext',
    tsconfigRaw: TSCONFIG,
  });
  return loader === 'css' ? code : code.replace(ADDRESS, '$1$2$1').replace(URL_ADDRESS, '$1$2');
}
