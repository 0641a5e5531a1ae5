/** Readable names for scratches that every file system takes: `Fibonacci.py`, `Fibonacci 2.py`. */

/** Bytes of UTF-8; file systems allow 255 for a name, and a number and an ending come to it. */
const STEM_LIMIT_BYTES = 150;
/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$/i;

/** The ending of a path with its dot; empty where there is none. */
export function readEnding(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /[^.](\.[\w+#-]{1,16})$/.exec(name)?.[1] ?? '';
}

/** @param isTaken asked with the name in lower case, since some file systems do not tell the cases apart */
export function nameScratch(title: string, ending: string, isTaken: (lowerName: string) => boolean): string {
  const stem = cleanStem(title, ending);
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number === 1 ? '' : ` ${number}`}${ending}`;
    if (!isTaken(foldName(name))) return name;
  }
}

/** What two names have in common that a file system may take for one. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function cleanStem(title: string, ending: string): string {
  let stem = title
    .normalize('NFC')
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/g, '')
    .replace(/[<>:"/\\|?*]/g, '-')
    .replace(/\s+/g, ' ');
  if (ending !== '' && stem.toLowerCase().endsWith(ending.toLowerCase())) stem = stem.slice(0, -ending.length);
  stem = cutBytes(stem, STEM_LIMIT_BYTES).replace(/^[.\s]+|[.\s]+$/g, '');
  if (stem === '') return 'Scratch';
  return RESERVED.test(stem.split('.')[0]?.trim() ?? '') ? `${stem}_` : stem;
}

function cutBytes(text: string, limit: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}
