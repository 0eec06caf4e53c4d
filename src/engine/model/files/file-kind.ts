/**
 * What the bytes of a file are that is not what its name says: a pointer of Git LFS in place of the weights, a web page in place of a
 * download, an archive, a pickle. Asked only once a file could not be read as what it should be, so a sound file is never taken for another.
 */

export interface FileKind {
  /** `a Git LFS pointer` */
  readonly found: string;
  readonly fix: string;
}

const AGAIN = 'Download or copy the file again.';
const UNPACK = 'Unpack it, and put the file that is inside in its place.';
const CONVERT = 'Save its tensors with safetensors.torch.save_file in Python; cofire runs no code that a file brings.';

export const SAFETENSORS = 'a safetensors file';

/** By their first bytes, as Latin-1 text. */
const MAGIC: readonly (readonly [RegExp, string, string])[] = [
  [/^version https:\/\/git-lfs\.github\.com\//, 'a Git LFS pointer, not the file that it stands for', 'Run: git lfs pull'],
  [/^(\.\.\/)*\.git\/annex\/|^\/annex\/objects\//, 'a git-annex pointer, not the file that it stands for', 'Run: git annex get'],
  [/^\s*<(!doctype|html|head|body|\?xml|!--|svg)/i, 'a web page (HTML or XML)', 'Download the file itself: with the hub, from /resolve/, not /blob/.'],
  [/^(Entry not found|Access to |Invalid username|Repository not found|404: Not Found|Not Found)/, 'an error message of a web server', AGAIN],
  [/^PK\x03\x04[\s\S]*(\/data\.pkl|\/byteorder|\.data\/serialization_id)/, 'a zip archive of PyTorch (.pt or .bin)', CONVERT],
  [/^PK\x03\x04[\s\S]*\.npy/, 'a zip archive of NumPy (.npz)', CONVERT],
  [/^PK(\x03\x04|\x05\x06|\x07\x08)/, 'a zip archive', UNPACK],
  [/^\x1f\x8b\x08/, 'a file compressed by gzip', `${UNPACK} (gunzip)`],
  [/^BZh[1-9]/, 'a file compressed by bzip2', UNPACK],
  [/^\xfd7zXZ\x00/, 'a file compressed by xz', UNPACK],
  [/^\x28\xb5\x2f\xfd/, 'a file compressed by zstd', UNPACK],
  [/^7z\xbc\xaf\x27\x1c/, 'a 7z archive', UNPACK],
  [/^[\s\S]{257}ustar/, 'a tar archive', UNPACK],
  [/^\x80[\x01-\x05]/, 'a Python pickle (.pt, .bin or .pkl)', CONVERT],
  [/^\x93NUMPY/, 'a NumPy array (.npy)', CONVERT],
  [/^\x89HDF\r\n\x1a\n/, 'an HDF5 file', CONVERT],
  [/^GGUF/, 'a GGUF file', 'Take the model in the Hugging Face layout, with model.safetensors.'],
  [/^PAR1/, 'a Parquet file', AGAIN],
  [/^%PDF-/, 'a PDF', AGAIN],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8/, 'an image', AGAIN],
  [/^[\x04-\xff][\x00-\xff]{3}\x00{4}\{/, SAFETENSORS, 'Put it under the name that it should have.'],
  [/^\x00+$/, 'nothing but zero bytes, as an interrupted download leaves them', AGAIN],
]; // biome-ignore format: a table

/** Bytes at the head of a file that are looked at. */
export const HEAD_BYTES = 1024;

/** @param head the first bytes, HEAD_BYTES of them or all @param size of the whole file */
export function fileKind(head: Uint8Array, size: number): FileKind | undefined {
  if (size === 0) return { found: 'an empty file', fix: AGAIN };
  const text = Buffer.from(head.subarray(0, HEAD_BYTES))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  const known = MAGIC.find(([magic]) => magic.test(text));
  if (known !== undefined) return { found: known[1], fix: known[2] };
  return undefined;
}

/** Whether bytes are those of a text: no NUL, hardly a control character. */
export function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  const odd = head.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13).length;
  return odd * 50 <= head.length;
}
