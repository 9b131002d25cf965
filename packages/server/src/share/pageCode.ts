// A door: a third of a megabyte of script, for handlers that are asked for the page of a share link. It is a module,
// and no file, as there are servers without files.

/** What the page is made of. */
export interface PageCode {
  /** The script that stands in the page. */
  page: string
  styles: string
  /** The custom elements: a script that the page loads. */
  elements: string
  /** A hash of `elements`. */
  version: string
}

export const loadPageCode = (): Promise<PageCode> => import('virtual:fishbowl-share-page')
