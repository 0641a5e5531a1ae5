/** Which provider a run gets: the one that was asked for, or the first that can run it now. */
import type { ProviderChoice } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import type { SandboxPlan, SandboxProvider } from './sandbox-provider';

/**
 * @param providers the preferred one first
 * @param asked `auto` takes the first that can run the plan now
 * @throws RunyardError of the provider that was asked for; of `auto`, the one that tells best what to do
 */
export async function chooseProvider(
  providers: readonly SandboxProvider[],
  plan: SandboxPlan,
  asked: ProviderChoice,
): Promise<SandboxProvider> {
  const candidates = providers.filter(({ id }) => asked === 'auto' || id === asked);
  const errors: RunyardError[] = [];
  for (const provider of candidates) {
    const error = await provider.check(plan);
    if (error === null) return provider;
    errors.push(error);
  }
  throw mergeErrors(errors);
}

/** Where each refuses: what the first says, and as another way what a later one offers. */
function mergeErrors(errors: readonly RunyardError[]): RunyardError {
  const [first, ...others] = errors;
  if (!first) return new RunyardError('INTERNAL', { message: 'There is no engine.', remedy: 'Build Runyard again.' });
  const offer = others.find(({ code }) => code === 'RUNTIME_MISSING');
  const broken = others.find(({ code }) => code === 'EMBEDDED_FAILED');
  const withoutTerminal = others.find(({ details }) => details.lacks === 'terminal');
  const second = offer ?? broken ?? withoutTerminal;
  if (!second) return first;
  return new RunyardError(offer ? second.code : first.code, {
    message: `${first.message} ${second.message}`,
    remedy: `${first.remedy} ${second.remedy}`,
    details: { ...first.details, ...second.details },
    cause: first,
  });
}
