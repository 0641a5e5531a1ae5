/** Lets the person choose files or a folder of the computer, and opens copies of them as tabs. */
import type { Workbench } from '../../app/workbench';
import { listPicked } from './read-files';

export function pickFolder(workbench: Workbench): void {
  const picker = document.createElement('input');
  picker.type = 'file';
  picker.webkitdirectory = true;
  picker.addEventListener('change', () => {
    const { files } = picker;
    const name = files?.[0]?.webkitRelativePath.split('/', 1)[0] ?? '';
    if (files && files.length > 0) void workbench.imports.openFolder(name, Promise.resolve(listPicked(files)));
  });
  picker.click();
}

/** Each file as a tab of its own; a zip as one tab of many files. */
export function pickFiles(workbench: Workbench): void {
  const picker = document.createElement('input');
  picker.type = 'file';
  picker.multiple = true;
  picker.addEventListener('change', () => void workbench.imports.openEach(listPicked(picker.files ?? [])));
  picker.click();
}
