/** A program that tries to get out. */
export interface Program {
  name: string;
  text: string;
  /** It may end in any way, as long as it ends. */
  isFatal?: boolean;
}
