/** The part of a study that says where its model and its dictionary come from: a folder, or a repository of the hub at a commit. */

export type ModelSource = { readonly path: string } | { readonly hub: string; readonly revision: string };

export interface DictionarySource {
  readonly path?: string;
  readonly hub?: string;
  /** Folder inside the repository. */
  readonly folder?: string;
  readonly revision?: string;
}

export interface StudySources {
  readonly model: ModelSource;
  readonly sae: DictionarySource;
  /** The study file, for messages. */
  readonly file: string;
}
