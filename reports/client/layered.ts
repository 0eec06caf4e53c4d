/** Script of a page that holds layered graphs alone. */
import { mountLayered } from './layered/mount.ts';
import { setUpTheme } from './theme.ts';

setUpTheme(document.querySelector('[data-theme-toggle]'));
mountLayered();
