/** Gives a file to the person: a browser puts it among the downloads, the desktop asks where. */

const REVOKE_AFTER_MS = 60_000;

export function download(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The download reads it after this turn, and on a slow disk some while after.
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS);
}

/** A name that every file system takes. */
export function nameDownload(title: string, ending: string): string {
  const stem = title
    .replace(/[<>:"/\\|?*]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 100);
  return `${stem === '' ? 'Runyard' : stem}${ending}`;
}
