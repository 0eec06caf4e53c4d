/**
 * cofire's numbers beside PyTorch's on one model and SAE: engine/parity.ts computes them, peers/parity.py compares them with a float64
 * reference, and with float32 PyTorch's as the yardstick. A difference is the largest over a tensor, over its largest magnitude.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Parity {
  readonly reference: string;
  readonly prompts: number;
  readonly positions: number;
  readonly interventions: number;
  readonly tolerance: number;
  readonly passed: boolean;
  readonly tensors: readonly {
    readonly tensor: string;
    readonly values: number;
    readonly largest: number;
    readonly cofire: number;
    readonly pytorchFloat32: number;
  }[];
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** @param python an interpreter that has torch; @param folder where files of the comparison may lie meanwhile */
export function parity(
  { model, sae, tokens }: { readonly model: string; readonly sae: string; readonly tokens: string },
  python: string,
  folder: string,
): Parity {
  const [found, meta] = [join(folder, 'parity.safetensors'), join(folder, 'parity.json')];
  try {
    writeFileSync(
      meta,
      run(process.execPath, ['--import', 'tsx', here('engine/parity.ts'), model, sae, tokens, found]),
    );
    return JSON.parse(run(python, [here('peers/parity.py'), model, sae, found, meta])) as Parity;
  } finally {
    for (const file of [found, meta]) rmSync(file, { force: true });
  }
}

export function parityTable({ tensors, tolerance, reference, ...sizes }: Parity): string {
  const cells = tensors.map(({ tensor, values, largest, cofire, pytorchFloat32 }) => [
    tensor.replaceAll('_', ' '),
    values.toLocaleString('en'),
    largest.toPrecision(3),
    cofire.toExponential(1),
    pytorchFloat32.toExponential(1),
    cofire <= tolerance ? 'within' : 'NOT WITHIN',
  ]);
  const head = ['tensor', 'values', 'largest', 'cofire', 'PyTorch float32', tolerance.toExponential(0)];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ');
  const { prompts, positions, interventions } = sizes;
  const title = `differences from ${reference}: ${prompts} prompts, ${positions} positions, ${interventions} interventions`;
  return [title, line(head), ...cells.map(line)].join('\n');
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: status ${status}\n${stderr}`);
  return stdout;
}
