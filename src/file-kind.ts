/**
 * What the bytes of a file are that is not what its name says: a pointer of Git LFS in place of the weights, a web page in place of a
 * download, an archive, a pickle, a workbook. No table or JSON file that a person means begins like one of them; a file of tensors is asked only
 * once it could not be read.
 */

export interface FileKind {
  /** `a Git LFS pointer` */
  readonly found: string;
  readonly fix: string;
  /** What to do where a table was expected, if that is something else. */
  readonly tableFix?: string;
}

export const SAFETENSORS = 'a safetensors file';
const AGAIN = 'Download or copy the file again.';
const UNPACK = 'Unpack it, and put the file that is inside in its place.';
const CONVERT = 'Save its tensors with safetensors.torch.save_file in Python; cofire runs no code that a file brings.';

interface Magic extends FileKind {
  /** The first bytes as Latin-1, or a pattern of a text. */
  readonly starts: string | RegExp;
  /** What follows somewhere. */
  readonly holds?: RegExp;
}

const ZIP = 'PK\x03\x04';
const AS_CSV = 'Write the table as CSV.';
const magic = (
  starts: string | RegExp,
  found: string,
  fix: string,
  more: { readonly holds?: RegExp; readonly tableFix?: string } = {},
): Magic => ({ starts, found, fix, ...more });

const MAGIC: readonly Magic[] = [
  magic(/^version https:\/\/git-lfs\.github\.com\//, 'a Git LFS pointer, not the file that it stands for', 'Run: git lfs pull'),
  magic(/^(\.\.\/)*\.git\/annex\/|^\/annex\/objects\//, 'a git-annex pointer, not the file that it stands for', 'Run: git annex get'),
  magic(/^\s*<(!doctype|html|head|body|\?xml|!--|svg)/i, 'a web page (HTML or XML)', 'Download the file itself: with the hub, from /resolve/, not /blob/.'),
  magic(/^(Entry not found|Access to |Invalid username|Repository not found|404: Not Found|Not Found)/, 'an error message of a web server', AGAIN),
  magic(ZIP, 'a zip archive of PyTorch (.pt or .bin)', CONVERT, { holds: /\/data\.pkl|\/byteorder|\.data\/serialization_id/ }),
  magic(ZIP, 'a zip archive of NumPy (.npz)', CONVERT, { holds: /\.npy/ }),
  magic(ZIP, 'a zip archive', UNPACK, { tableFix: 'Of an Excel workbook (xlsx), which is one, save the sheet as CSV UTF-8; unpack any other.' }),
  magic('\xd0\xcf\x11\xe0', 'an Excel workbook of the old kind (xls)', AGAIN, { tableFix: 'Save the sheet as CSV UTF-8.' }),
  magic('SQLite format 3', 'an SQLite database', AGAIN, { tableFix: AS_CSV }),
  magic('PK\x05\x06', 'a zip archive', UNPACK),
  magic('PK\x07\x08', 'a zip archive', UNPACK),
  magic('\x1f\x8b\x08', 'a file compressed by gzip', `${UNPACK} (gunzip)`),
  magic(/^BZh[1-9]/, 'a file compressed by bzip2', UNPACK),
  magic('\xfd7zXZ\x00', 'a file compressed by xz', UNPACK),
  magic('\x28\xb5\x2f\xfd', 'a file compressed by zstd', UNPACK),
  magic('7z\xbc\xaf\x27\x1c', 'a 7z archive', UNPACK),
  magic(/^[\s\S]{257}ustar/, 'a tar archive', UNPACK),
  ...['\x01', '\x02', '\x03', '\x04', '\x05'].map((version) => magic(`\x80${version}`, 'a Python pickle (.pt, .bin or .pkl)', CONVERT)),
  magic('\x93NUMPY', 'a NumPy array (.npy)', CONVERT, { tableFix: AS_CSV }),
  magic('\x89HDF\r\n\x1a\n', 'an HDF5 file', CONVERT),
  magic('GGUF', 'a GGUF file', 'Take the model in the Hugging Face layout, with model.safetensors.'),
  magic('PAR1', 'a Parquet file', AGAIN, { tableFix: 'Write it as CSV: to_csv(index=False) in pandas.' }),
  magic('%PDF-', 'a PDF', AGAIN, { tableFix: AS_CSV }),
  magic(/^\x89PNG|^\xff\xd8\xff|^GIF8/, 'an image', AGAIN),
]; // biome-ignore format: a table

/** Bytes at the head of a file that are looked at. */
export const HEAD_BYTES = 1024;

/** @param head the first bytes, HEAD_BYTES of them or all @param size of the whole file */
export function fileKind(head: Uint8Array, size: number): FileKind | undefined {
  if (size === 0) return { found: 'an empty file', fix: AGAIN };
  const own = head.subarray(0, HEAD_BYTES);
  const text = Buffer.from(own)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  const known = MAGIC.find(
    ({ starts, holds }) =>
      (typeof starts === 'string' ? text.startsWith(starts) : starts.test(text)) && (holds?.test(text) ?? true),
  );
  if (known !== undefined) {
    const { found, fix, tableFix } = known;
    return { found, fix, ...(tableFix === undefined ? {} : { tableFix }) };
  }
  if (own.every((byte) => byte === 0))
    return { found: 'nothing but zero bytes, as an interrupted download leaves them', fix: AGAIN };
  if (text.slice(4, 9) === '\x00\x00\x00\x00{')
    return { found: SAFETENSORS, fix: 'Put it under the name that it should have.' };
  return undefined;
}

/** Whether bytes are those of a text: no NUL, hardly a control character. */
export function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  const odd = head.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13).length;
  return odd * 50 <= head.length;
}
