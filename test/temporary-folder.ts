/**
 * One temporary folder for a whole test run, removed when it ends. Workers and what they start (Chromium, DuckDB, the command)
 * inherit TMPDIR, so that whatever a test leaves behind goes with it.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-tests-'));
  // As the system's own: under root some tests start the command as another user.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  // Not vitest's own teardown: that runs beside the workers' end.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}
