/** A page of docs/ with what stands between the lines `<!-- name -->` and `<!-- /name -->` written anew. */
export function withPart(page: string, file: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(open), page.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`${file}: no lines "${open.trim()}" and "${close}" to write between`);
  return page.slice(0, from + open.length) + text + page.slice(to);
}
