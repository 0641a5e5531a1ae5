/** A module and all that it imports, bundled as the text of a script. */
declare module '*?guest' {
  const text: string;
  export default text;
}
