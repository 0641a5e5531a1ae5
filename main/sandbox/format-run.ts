/** A run that formats a file, as a run like any other: its only phase is the spec's format command. */
import type { RunRequest, Spec } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { packFiles } from './file-provider';

/**
 * The command is one of the language's image, so there is no embedded engine for it.
 * @throws RunyardError `BAD_REQUEST` where the spec has no format command
 */
export function asFormatter(spec: Spec): Spec {
  if (!spec.format || !('command' in spec.format)) {
    throw new RunyardError('BAD_REQUEST', {
      message: `${spec.title} has no format command.`,
      remedy: `Give its spec one, such as "format: { command: [gofmt] }".`,
    });
  }
  const { compile: _compile, embedded: _embedded, debian, ...rest } = spec;
  return {
    ...rest,
    run: spec.format.command,
    ...(debian ? { debian: { ...debian, compile: undefined, run: undefined } } : {}),
    diagnostics: [],
    missingPackage: [],
  };
}

/** @throws RunyardError `FILE_INVALID` as the run itself */
export function asFormatRequest(request: RunRequest, spec: Spec): RunRequest {
  const { files, entry } = packFiles(request, spec);
  const text = files.find(({ path }) => path === entry)?.content ?? '';
  return { ...request, inline: false, args: [], stdin: { text }, terminal: undefined };
}
