/** Script of the report: theme, contents, downloads, heat maps, and the network viewer. */
import { setUpContents } from './contents.ts';
import { setUpDownloads } from './downloads.ts';
import { setUpHeatmaps } from './heatmaps.ts';
import { mountViewers } from './network/mount.ts';
import { setUpTheme } from './theme.ts';

setUpTheme(document.querySelector('[data-theme-toggle]'));
setUpContents();
setUpDownloads();
setUpHeatmaps();
mountViewers();
