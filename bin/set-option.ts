/** `--set key=value`, of every command that takes a study file. */
import { Option } from 'commander';

export function setOption(): Option {
  return new Option('--set <key=value>', 'override a setting of the study file; may be repeated')
    .argParser((value: string, all: readonly string[]) => [...all, value])
    .default([], 'none');
}
