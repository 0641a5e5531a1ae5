/** Engines and what they lack, in words. Pure. */
import type { EngineStatus } from '../../../contract';
import type { EngineForecast } from '../../state/engine-forecast';
import type { Words } from '../../words/words';

/** `id`: as a run's `started` names it. */
export function nameEngine(id: string, engine: EngineStatus | null, words: Words): string {
  if (id === 'embedded') return words.engine.names.embedded;
  if (id !== 'docker') return id;
  return engine?.provider === 'docker' && engine.version
    ? words.engine.docker(engine.version)
    : words.engine.names.docker;
}

export function describeForecast(forecast: EngineForecast, engine: EngineStatus | null, words: Words): string {
  switch (forecast.kind) {
    case 'unknown':
      return words.engine.lookingForOne;
    case 'missing':
      return words.engine.missing[forecast.what];
    default:
      return nameEngine(forecast.kind, engine, words);
  }
}

/** What stands beside Docker wherever it can be chosen. */
export function describeDocker(engine: EngineStatus | null, words: Words): string {
  const say = words.engine.dockerState;
  if (engine?.state === 'ready') return engine.version ?? say.ready;
  return engine?.state === 'unavailable' ? say.unavailable : say.looking;
}

/** Whether it is Runyard itself that does not answer: then there is no place that was looked at. */
export function isConnectionLost(engine: EngineStatus | null): boolean {
  return engine?.state === 'unavailable' && engine.doctor.attempts.length === 0;
}
