/** Which engine would run a program now, or what is missing for it. Pure. */
import type { EngineStatus, ImageStatus, ProviderChoice, RuntimeStatus, TerminalMode } from '../../contract';

export type EngineForecast =
  /** Docker is being looked for, or its images are. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'docker' }
  | { readonly kind: 'embedded' }
  | { readonly kind: 'missing'; readonly what: MissingPart };

/** `docker`: no daemon answers. `embedded`: the embedded engine has not this language. `terminal`: nor terminals. */
export type MissingPart = 'docker' | 'image' | 'runtime' | 'brokenRuntime' | 'embedded' | 'terminal';

export interface ForecastFacts {
  choice: ProviderChoice;
  engine: Pick<EngineStatus, 'state'> | null;
  image: Pick<ImageStatus, 'state'> | null;
  /** Null where the embedded engine has not this language. */
  runtime: Pick<RuntimeStatus, 'state'> | null | 'unknown';
  /** Only Docker has terminals. */
  terminal?: TerminalMode;
}

/** As the engine itself chooses, which has the last word. */
export function forecastEngine(facts: ForecastFacts): EngineForecast {
  if (facts.terminal === 'on' && facts.choice === 'embedded') return { kind: 'missing', what: 'terminal' };
  if (facts.choice === 'docker' || facts.terminal === 'on') return forecastDocker(facts);
  if (facts.choice === 'embedded') return forecastEmbedded(facts);
  const docker = forecastDocker(facts);
  if (docker.kind !== 'missing') return docker;
  const embedded = forecastEmbedded(facts);
  if (embedded.kind !== 'missing') return embedded;
  // The engine offers first what needs no Docker.
  return embedded.what === 'runtime' ? embedded : docker;
}

function forecastDocker({ engine, image }: ForecastFacts): EngineForecast {
  if (engine?.state === 'unavailable') return { kind: 'missing', what: 'docker' };
  if (engine?.state !== 'ready' || !image) return { kind: 'unknown' };
  return image.state === 'present' ? { kind: 'docker' } : { kind: 'missing', what: 'image' };
}

function forecastEmbedded({ runtime }: ForecastFacts): EngineForecast {
  if (runtime === 'unknown') return { kind: 'unknown' };
  switch (runtime?.state) {
    case undefined:
      return { kind: 'missing', what: 'embedded' };
    case 'ready':
      return { kind: 'embedded' };
    case 'missing':
      return { kind: 'missing', what: 'runtime' };
    case 'broken':
      return { kind: 'missing', what: 'brokenRuntime' };
  }
}
