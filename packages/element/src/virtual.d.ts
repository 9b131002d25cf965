/** The style sheet of `@fishbowl/react` as text, which the build writes here. */
declare module 'virtual:fishbowl-styles' {
  const styles: string
  export default styles
}
