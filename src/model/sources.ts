/** Where a study's model and SAE lie on this machine, and which of their files decide its numbers. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Study } from '../study/study.ts';
import { hubEnvironment } from './hub/environment.ts';
import { locateStudyFiles, type StudyFolders } from './hub/locate.ts';

const MODEL_FILES = ['config.json', 'model.safetensors', 'tokenizer.json', 'vocab.json', 'merges.txt'];
const SAE_FILES = ['cfg.json', 'sae_weights.safetensors', 'sparsity.safetensors', 'activation_scaler.json'];

/** Folders of model and SAE: the study's own paths, or the hub's cache. @throws StudyError when one was never fetched */
export function sourceFolders(study: Study): StudyFolders {
  return locateStudyFiles(study, hubEnvironment(process.env, homedir()));
}

/** Files whose content enters the hash of stages that run the model; those that exist. */
export function sourceFiles(study: Study): string[] {
  const { model, sae } = sourceFolders(study);
  const all = [...MODEL_FILES.map((file) => join(model, file)), ...SAE_FILES.map((file) => join(sae, file))];
  return all.filter((file) => existsSync(file));
}
