/** What comes of formatting a text. */
export type Formatted =
  | { readonly kind: 'formatted'; readonly text: string }
  /** The text is not right as it is: a syntax error. */
  | { readonly kind: 'refused'; readonly message: string; readonly at: { line: number; column: number | null } | null }
  /** The formatter could not do its work. `reason`: whole sentences, with the remedy. */
  | { readonly kind: 'failed'; readonly reason: string };
