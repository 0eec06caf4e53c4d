/** Lets one function of Node's file system fail until it is restored, as no file system here can be made to fail for root. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** @returns what restores it */
export function failing(name: 'mkdirSync' | 'symlink', code: string): () => void {
  const target = name === 'symlink' ? fs.promises : fs;
  const real: unknown = Reflect.get(target, name);
  const fail = (): never => {
    throw Object.assign(new Error(`${code} of ${name}`), { code, syscall: name });
  };
  const set = (value: unknown): void => {
    Object.assign(target, { [name]: value });
    syncBuiltinESMExports();
  };
  set(name === 'symlink' ? async () => fail() : fail);
  return () => set(real);
}
