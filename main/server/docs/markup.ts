/** Text as HTML. */

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The little of Markdown that the contract's descriptions use: `code`, and paragraphs where they are apart. */
export function writeProse(text: string): string {
  return text
    .split(/\n\n+/)
    .map((paragraph) => `<p>${writeLine(paragraph)}</p>`)
    .join('\n');
}

/** One paragraph without its tags. */
export function writeLine(text: string): string {
  return escapeText(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
