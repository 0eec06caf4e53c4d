/** Text as XML content or attribute value. Control characters that XML 1.0 cannot hold, even escaped, become the replacement character. */

const FORBIDDEN = /\p{Cs}|\p{Cc}|[\ufffe\uffff]/gu;

export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, (character) => ('\t\n\r'.includes(character) ? character : '\ufffd'))
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
