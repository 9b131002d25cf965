// A door: half a megabyte of script, for handlers that are asked for the page of a share link. It is a module,
// and no file, as there are servers without files.

/** What the page is made of. */
export interface PageCode {
  /** The script that stands in the page. */
  page: string
  styles: string
  /** By their tags: `en`, `de`, `pt-BR` and so on. */
  languages: Readonly<Record<string, PageLanguage>>
  /** The custom elements: a script that the page loads. */
  elements: string
  /** A hash of `elements`. */
  version: string
}

/** The page in one language. */
interface PageLanguage {
  /** What it says itself. Its script reads the others. */
  texts: Readonly<Record<'dir' | 'title' | 'loading' | 'noScript', string>>
  /** A script with what the elements say. Empty for English, which is built into them. */
  script: string
}

export const loadPageCode = (): Promise<PageCode> => import('virtual:fishbowl-share-page')
