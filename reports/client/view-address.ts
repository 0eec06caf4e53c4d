/**
 * A view in the page's address, after `#<name>?`, so that a link shows what its sender saw. Only what differs from the start is written:
 * texts as they are, all else as JSON. An address is someone else's text: its readers ignore what is unknown or malformed.
 */

/** Empty for the view at the start. @param name of the viewer on its page */
export function addressOf<View extends object>(view: View, name: string, initial: View): string {
  const changed = Object.entries(view).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(initial[key as keyof View]),
  );
  const text = changed.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]);
  return changed.length === 0 ? '' : `#${name}?${new URLSearchParams(text)}`;
}

/** What stands after the name; null where the address is of something else. */
export function givenIn(hash: string, name: string): URLSearchParams | null {
  const prefix = `#${name}?`;
  return hash.startsWith(prefix) ? new URLSearchParams(hash.slice(prefix.length)) : null;
}

/** JSON of an address; null where there is none, or text that is no JSON. */
export function jsonIn(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
