/** Lets the person choose a folder of the computer, and opens a copy of it as a tab. */
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
