/** Script of the viewer alone, over the whole window. */
import { mountViewers } from './network/mount.ts';
import { setUpTheme } from './theme.ts';

setUpTheme(null);
mountViewers();
