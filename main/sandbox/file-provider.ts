/** File provider: which files a run may bring, and which of them is started. */
import type { RunRequest, SourceFile, Spec } from '../../contract';
import { FILES_LIMIT_BYTES, FILES_LIMIT_COUNT, findFileAndFolder, refusePath } from '../../contract/file-path';
import { RunyardError } from '../../contract/runyard-error';

export { FILES_LIMIT_BYTES, FILES_LIMIT_COUNT } from '../../contract/file-path';

const MIB = 1024 * 1024;

/**
 * Checks every path and size, and finds the entry: the one asked for, else the spec's own file name, else the first.
 * @throws RunyardError `FILE_INVALID`, naming the file
 */
export function packFiles(request: RunRequest, spec: Spec): { files: SourceFile[]; entry: string } {
  const { files } = request;
  if (files.length > FILES_LIMIT_COUNT) {
    throw invalid(`The run has ${files.length} files.`, `Use at most ${FILES_LIMIT_COUNT} files.`);
  }
  const seen = new Set<string>();
  let totalBytes = 0;
  for (const { path, content } of files) {
    const reason = refusePath(path);
    if (reason)
      throw invalid(`The file path ${JSON.stringify(path)} ${reason}.`, 'Use a relative path such as lib/name.py.');
    if (seen.has(path)) throw invalid(`The file ${path} is there twice.`, 'Give each file a name of its own.');
    seen.add(path);
    totalBytes += Buffer.byteLength(content);
  }
  const clash = findFileAndFolder(seen);
  if (clash) throw invalid(`${clash.folder} is a file and the folder of ${clash.path}.`, 'Rename one of them.');
  if (totalBytes > FILES_LIMIT_BYTES) {
    throw invalid(
      `The source is ${Math.ceil(totalBytes / MIB)} MB.`,
      `Keep all files of a run below ${FILES_LIMIT_BYTES / MIB} MB together; let the program make large data itself.`,
    );
  }
  const entry = request.entry ?? (seen.has(spec.file) ? spec.file : files[0]?.path);
  if (entry === undefined || !seen.has(entry)) {
    throw invalid(`The entry ${JSON.stringify(entry)} is not among the files.`, 'Name one of the files as the entry.');
  }
  return { files, entry };
}

function invalid(message: string, remedy: string): RunyardError {
  return new RunyardError('FILE_INVALID', { message, remedy });
}
