/** Where Chromium is. `make test` sets CHROMIUM after finding or installing one; without make, the usual places are tried. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const FINDER = fileURLToPath(new URL('../.ci/chromium', import.meta.url));

/** Path of a Chromium; the finder's own message when there is none. Start it with `--no-sandbox` under root. */
export function chromiumPath(): string {
  return (
    process.env.CHROMIUM ?? execFileSync(FINDER, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
  );
}
