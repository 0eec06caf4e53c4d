import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { versions } from '../../src/run/manifest.ts';

it('versions are the installed ones, and exactly those package.json pins', () => {
  const { dependencies, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: object;
    version: string;
  };
  expect(versions().packages).toEqual(dependencies);
  expect(versions()).toMatchObject({ cofire: version, node: process.version });
});
