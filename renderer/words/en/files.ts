/** The files of a tab, and what comes in from the computer. */
import { type PathFault, pathFaultWords } from '../../../contract/file-path';
import { figures } from './figures';

export const files = {
  files: 'Files',
  ofThisTab: 'Files of this tab',
  newFile: 'New file',
  newFileName: 'Name of the new file',
  newNameOf: (path: string) => `New name of ${path}`,
  namePlaceholder: 'name.ext',
  startedByRun: (path: string) => `${path}, a run starts it`,
  more: 'More about the files',
  startRunsWith: (path: string) => `Start runs with ${path}`,
  rename: 'Rename',
  delete: (path: string) => `Delete ${path}`,
  deleteKey: 'Del',
  addFromComputer: 'Add files from this computer …',
  filesToAdd: 'Files to add',
  dropToAdd: 'Drop to add to this tab',

  startsNow: (path: string) => `${path} is what a run starts now.`,
  deleted: (path: string) => `${path} is deleted. It can be brought back.`,
  added: (path: string) => `${path} is added.`,
  addedCount: (count: number) => `${figures.number(count)} files are added.`,

  giveName: 'Give it a name.',
  badName: (fault: PathFault) => `That name ${pathFaultWords[fault]}. Use one such as lib/name.py.`,
  nameTaken: (path: string) => `There is a ${path} already. Choose another name.`,
  fileAndFolder: (folder: string) => `${folder} would be a file and a folder. Choose another name.`,
  tooMany: (most: number, count: number) => `A tab has at most ${most} files, and these would be ${count}.`,
  tooLarge: (mostBytes: number) =>
    `The files of a tab are at most ${figures.bytes(mostBytes)} together, and these would be more.`,
  pickedTooMany: (most: number, count: number) => `These are ${count} files; a tab has at most ${most}. Pick fewer.`,
  pickedTooLarge: (mostBytes: number, megabytes: number) =>
    `These are ${megabytes} MB; the files of a tab are at most ${figures.bytes(mostBytes)} together. Pick fewer.`,
  leftOutForName: (path: string, fault: PathFault) => `${path} was left out: its name ${pathFaultWords[fault]}.`,
  unreadable: (path: string, why: string) => `${path} could not be read: ${why}.`,
  /** `others`: how many beside the first. */
  notText: (first: string, others: number) =>
    `${others === 0 ? `${first} was` : `${first} and ${others} more were`} left out: a tab holds text in UTF-8 only, no pictures or programs.`,
  moreLeftOut: (count: number) => `${count} more were left out.`,
  noLanguage: (name: string) => `${name} has no file in a language that Runyard runs, so it was not opened.`,
};
