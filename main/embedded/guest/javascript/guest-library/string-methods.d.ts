/** Of ECMAScript 2024, which QuickJS has and the rest of this project's targets need not. */
interface String {
  isWellFormed(): boolean;
  toWellFormed(): string;
}
