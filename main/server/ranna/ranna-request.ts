/** A request of ranna's as a run of ours: one file, no input, and the limits of the config. */
import { RunRequest, RunyardError, type Spec } from '../../../contract';
import type { ExecutionRequest } from './ranna-models';
import { EMPTY_CODE, RannaError } from './ranna-refusal';

/**
 * @param network ranna's requests cannot ask for one
 * @throws RannaError, and RunyardError `SPEC_UNKNOWN`
 */
export function toRunRequest(asked: ExecutionRequest, specs: readonly Spec[], network: 'off' | 'on'): RunRequest {
  if (asked.code === '') throw new RannaError(EMPTY_CODE);
  const spec = findSpec(asked.language, specs);
  if (asked.inline_expression && !spec.inline) {
    throw new RannaError({
      error: 'this spec has no support for inline expressions',
      code: 400,
      context: `Give ${spec.title} an inline template in its spec file, or send a whole program.`,
    });
  }
  return RunRequest.parse({
    spec: spec.id,
    files: [{ path: spec.file, content: asked.code }],
    inline: asked.inline_expression,
    args: asked.arguments,
    env: asked.environment,
    network: network === 'on',
  });
}

function findSpec(name: string, specs: readonly Spec[]): Spec {
  const wanted = name.toLowerCase();
  const spec = specs.find(({ id, aliases }) => [id, ...aliases].some((known) => known.toLowerCase() === wanted));
  if (spec) return spec;
  throw new RunyardError('SPEC_UNKNOWN', {
    message: `There is no language "${name}".`,
    remedy: 'GET /v1/spec has all that there are.',
  });
}
