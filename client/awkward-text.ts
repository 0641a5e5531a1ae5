/** A text that whatever carries it must leave as it is. */

/** Astral, combining, right-to-left, NUL and line ends of all kinds, and a lone surrogate half. */
export const AWKWARD_TEXT = 'grüße 😀👩‍👩‍👧 é שלום \u0000\u001b[31m\r\n\u2028 \ud83d';
