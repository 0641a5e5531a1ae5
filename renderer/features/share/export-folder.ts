/** Writes a tab's files into a folder that the person picks, by the File System Access API. */
import type { SourceFile } from '../../../contract';

declare global {
  interface Window {
    /** Chromium's; other browsers have none. */
    showDirectoryPicker?(options: { mode: 'readwrite'; id: string }): Promise<FileSystemDirectoryHandle>;
  }
}

export type FolderExport = 'done' | 'cancelled' | 'unavailable' | { taken: string };

/** Writes into a new folder of this name, never over what is there. */
export async function exportFolder(name: string, files: readonly SourceFile[]): Promise<FolderExport> {
  if (!window.showDirectoryPicker) return 'unavailable';
  let place: FileSystemDirectoryHandle;
  try {
    place = await window.showDirectoryPicker({ mode: 'readwrite', id: 'export' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
    throw error;
  }
  if (await isThere(place, name)) return { taken: name };
  const folder = await place.getDirectoryHandle(name, { create: true });
  for (const { path, content } of files) {
    const parts = path.split('/');
    const fileName = parts.pop()!;
    let parent = folder;
    for (const part of parts) parent = await parent.getDirectoryHandle(part, { create: true });
    const writable = await (await parent.getFileHandle(fileName, { create: true })).createWritable();
    await writable.write(content);
    await writable.close();
  }
  return 'done';
}

async function isThere(place: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await place.getDirectoryHandle(name);
    return true;
  } catch (error) {
    return !(error instanceof DOMException && error.name === 'NotFoundError');
  }
}
