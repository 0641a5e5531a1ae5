/** Problems: what compilers and runtimes said of places in the source. */
export const problems = {
  count: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
};
