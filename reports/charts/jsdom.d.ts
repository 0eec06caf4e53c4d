/** The parts of jsdom that the report and its tests use; the package ships no types. */
declare module 'jsdom' {
  export class JSDOM {
    /** `beforeParse` is handed the window before any script of the page runs. */
    constructor(html: string, options?: { runScripts: 'dangerously'; url?: string; beforeParse(window: object): void });
    readonly window: { readonly document: Document; readonly DOMParser: typeof DOMParser };
  }
}
