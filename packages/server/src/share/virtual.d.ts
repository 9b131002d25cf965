/** What `PageCode` says, which the build writes here from `@fishbowl/element`. */
declare module 'virtual:fishbowl-share-page' {
  export const page: string
  export const styles: string
  export const languages: Record<
    string,
    { texts: Record<'dir' | 'title' | 'loading' | 'noScript', string>; script: string }
  >
  export const elements: string
  export const version: string
}
