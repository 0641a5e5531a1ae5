/** What went wrong with a file of the workspace, with the remedy that the system's code calls for. */
import { RunyardError } from '../../contract';

/** Remedies by the system's error code; `{place}` is the folder in question. */
const remedies: Record<string, string> = {
  ENOSPC: 'Free some space on its disk; Runyard tries again by itself.',
  EDQUOT: 'Free some of your disk quota; Runyard tries again by itself.',
  EROFS: 'Its disk is read-only: make it writable, or set RUNYARD_WORKSPACE_DIR to another folder and restart.',
  EACCES: 'Make {place} a folder that you may read and write, or set RUNYARD_WORKSPACE_DIR to another and restart.',
  EPERM: 'Make {place} a folder that you may read and write, or set RUNYARD_WORKSPACE_DIR to another and restart.',
  ENAMETOOLONG: 'Give the tab or the file a shorter name.',
};
const USUAL_REMEDY = 'Make {place} a folder that you may read and write, with space left on its disk.';

export function workspaceError(action: string, place: string, cause: unknown): RunyardError {
  const code = readCode(cause);
  return new RunyardError('WORKSPACE_FAILED', {
    message: `Could not ${action}: ${cause instanceof Error ? cause.message : cause}.`,
    remedy: (remedies[code ?? ''] ?? USUAL_REMEDY).replace('{place}', place),
    details: { place, code },
    cause,
  });
}

export function readCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** There is no such file, or a part of its path is none that could hold it. */
export function isAbsent(error: unknown): boolean {
  const code = readCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
