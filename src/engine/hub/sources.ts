/** Where a study's model and SAE lie on this machine, and which of their files decide its numbers. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { WEIGHTS_INDEX, weightFileNames } from '../model/files/weight-files.ts';
import { hubEnvironment } from './environment.ts';
import { locateStudyFiles, type StudyFolders } from './locate.ts';
import type { StudySources } from './study-sources.ts';

const TOKENIZER_FILES = ['tokenizer.json', 'vocab.json', 'merges.txt'];
const SAE_FILES = ['cfg.json', 'sae_weights.safetensors', 'sparsity.safetensors', 'activation_scaler.json'];

/** Folders of model and SAE: the study's own paths, or the hub's cache. @throws StudyError when one was never fetched */
export function sourceFolders(study: StudySources): StudyFolders {
  return locateStudyFiles(study, hubEnvironment(process.env, homedir()));
}

/** Files whose content enters the hash of stages that run the model; those that exist. */
export function sourceFiles(study: StudySources): string[] {
  const { model, sae } = sourceFolders(study);
  const names = ['config.json', WEIGHTS_INDEX, ...weightFileNames(model), ...TOKENIZER_FILES];
  const all = [...names.map((file) => join(model, file)), ...SAE_FILES.map((file) => join(sae, file))];
  return all.filter((file) => existsSync(file));
}
