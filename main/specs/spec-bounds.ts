/**
 * How much of a spec file is read. To tell lines and look for names twice costs more than in proportion to what is
 * there, and the engine does nothing else meanwhile.
 */

/** The largest of Runyard's own has 8 KB. */
export const SPEC_BYTES_LIMIT = 128 * 1024;
/** Of a ranna file. */
export const ENTRIES_LIMIT = 500;
/** Told of one file. */
export const PROBLEMS_LIMIT = 100;
/** Words and signs of YAML, of which the largest of Runyard's own has a thousand. */
export const TOKENS_LIMIT = 12_000;
/** Of lists and maps in one another within a line. */
export const DEPTH_LIMIT = 64;
