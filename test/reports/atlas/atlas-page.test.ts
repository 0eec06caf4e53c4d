import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { atlasPage } from '../../../reports/atlas/atlas-page.ts';
import { claimOf, summaryOf } from '../run-summaries.ts';

const run = (name: string, status: string, seconds: number) => ({
  summary: summaryOf(name, { claims: [claimOf('H1', status)], seconds }),
  folder: name,
  address: `${name}/report/index.html`,
  reason: null,
});

it('counts in how many of the runs that could be asked a claim is supported', () => {
  const page = atlasPage([run('a', 'supported', 1), run('b', 'not testable', 2), run('c', 'not supported', 3)], []);
  expect(page).toContain('H1 in 1 of 2.');
  expect(atlasPage([run('a', 'not testable', 1)], [])).toContain('No claim could be asked');
});

it('names what it does not show, and says when there is nothing', () => {
  const page = atlasPage([], [{ folder: '<b>', reason: 'it has no report' }]);
  expect(page).toContain('<code>&lt;b&gt;</code>: it has no report');
  expect(page).toContain('No folder here holds a run');
});

it('sorts its rows by the column whose head is pressed, numbers as numbers', () => {
  const { window } = new JSDOM(
    atlasPage([run('b', 'supported', 9), run('c', 'not supported', 100), run('a', 'supported', 20)], []),
    {
      runScripts: 'dangerously',
      // A page without an address has no localStorage, and jsdom says so in another way on each version of Node.js.
      url: 'https://reader.test/',
      beforeParse: (page) => void Object.assign(page, { matchMedia: () => new EventTarget() }),
    },
  );
  const { document } = window;
  const press = (title: string): string => {
    const head = [...document.querySelectorAll('thead button')].find(({ textContent }) => textContent === title);
    (head as HTMLButtonElement).click();
    return [...document.querySelectorAll('tbody a')].map(({ textContent }) => textContent).join('');
  };
  expect(press('study')).toBe('abc');
  expect(press('study')).toBe('cba');
  expect(press('time')).toBe('bac');
  expect(document.querySelector('[aria-sort]')?.textContent).toBe('time');
});
