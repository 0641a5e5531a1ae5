/** All that tests stand on, prepared in order and undone in reverse. */
import { AptInstaller } from './apt';
import { Chromium } from './chromium';
import { Display } from './display';
import { DockerDaemon } from './docker-daemon';
import { LanguageImages } from './language-images';
import type { Part, RequirementName } from './parts';
import { type Log, missing, type Readiness, type Requirement } from './readiness';
import { TestElectron } from './test-electron';

export class TestEnvironment implements AsyncDisposable {
  readonly #log: Log;
  readonly #requirements: Map<RequirementName, Requirement>;

  constructor(log: Log) {
    const apt = new AptInstaller(log);
    this.#log = log;
    this.#requirements = new Map<RequirementName, Requirement>([
      ['docker', new DockerDaemon(apt, log)],
      ['images', new LanguageImages()],
      ['display', new Display(apt, log)],
      ['electron', new TestElectron(apt, log)],
      ['chromium', new Chromium(apt)],
    ]);
  }

  /** Prepares what the parts need and no more. */
  async prepare(parts: Part[], signal: AbortSignal): Promise<Map<RequirementName, Readiness>> {
    const needed = new Set(parts.flatMap((part) => part.needs));
    const readiness = new Map<RequirementName, Readiness>();
    for (const [name, requirement] of this.#requirements) {
      if (!needed.has(name) || signal.aborted) continue;
      const found = await this.#ensure(name, requirement, readiness, signal);
      readiness.set(name, found);
      if (found.state === 'missing') this.#log(`Missing for the tests (${name}): ${found.reason}; ${found.remedy}`);
    }
    return readiness;
  }

  async #ensure(
    name: RequirementName,
    requirement: Requirement,
    readiness: Map<RequirementName, Readiness>,
    signal: AbortSignal,
  ): Promise<Readiness> {
    const docker = readiness.get('docker');
    // Nothing can be built without a daemon; the reason is the daemon's.
    if (name === 'images' && docker?.state === 'missing') return docker;
    try {
      return await requirement.ensure(signal);
    } catch (error) {
      return missing(error instanceof Error ? error.message : String(error), 'see the error above');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const requirement of [...this.#requirements.values()].reverse()) await requirement[Symbol.asyncDispose]();
  }
}
