/** What the engine says, such as its doctor and its errors: it speaks English itself. */
export const said = (sentence: string): string => sentence;
