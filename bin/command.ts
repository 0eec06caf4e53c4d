/**
 * What a command is on the command line, as plain data: its help can be written without loading what it does. The commands of cofire
 * are in bin/commands/*.mjs; an analysis brings its own in reports/<analysis>/commands.mjs, which exports `commands`, a list of these.
 * Both are plain ES modules, so that help needs no code to be compiled, and tsc checks them against these types.
 */
import type { OptionValue } from './option-values.ts';

export interface Command {
  readonly name: string;
  /** One line in the list of commands. */
  readonly description: string;
  /** `<name>`, in their order. */
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly Option[];
  /** What the command's help says below its options: what it does, and examples. */
  readonly help: string;
  /** The function that does it, given the arguments and then the options. Its TypeScript module is imported here, not above. */
  load(): Promise<(...values: never[]) => Promise<void>>;
}

export interface Option {
  /** `--name <value>`, or `--name` for one that is given or not. */
  readonly flags: string;
  readonly description: string;
  /** How its text is read (option-values.ts); the text itself where this is left out. */
  readonly value?: OptionValue;
  readonly choices?: readonly string[];
  readonly default?: unknown;
  /** The default as a person would write it. */
  readonly defaultText?: string;
  readonly mandatory?: boolean;
}
