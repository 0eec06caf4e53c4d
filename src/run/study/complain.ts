/** Complaints about a study file: each names the key as the user wrote it, `network.threshold` or `analyses.cooccurrence.network.threshold`. */
import { StudyError } from '../../errors.ts';

export type Path = readonly string[];

export interface Complain {
  /** Throws a StudyError about the key at a path. */
  (path: Path, found: string, expected: string, fix?: string): never;
  /** The key as a user writes it. */
  keyOf(path: Path): string;
  /** Where in a study file a key of this name, or of one close to it, does stand: whole keys as a user writes them. */
  placesOf(name: string): readonly string[];
}

/** @param file the study file's name */
export function complainOf(
  file: string,
  keyOf: (path: Path) => string,
  placesOf: (name: string) => readonly string[] = () => [],
): Complain {
  const complain = (path: Path, found: string, expected: string, fix?: string): never => {
    throw new StudyError({ where: `${file}: ${keyOf(path)}`, found, expected, ...(fix === undefined ? {} : { fix }) });
  };
  return Object.assign(complain, { keyOf, placesOf });
}

/** The same for paths that begin below a key. */
export function below(complain: Complain, prefix: Path): Complain {
  return Object.assign(
    (path: Path, found: string, expected: string, fix?: string): never =>
      complain([...prefix, ...path], found, expected, fix),
    { keyOf: (path: Path) => complain.keyOf([...prefix, ...path]), placesOf: complain.placesOf },
  );
}
