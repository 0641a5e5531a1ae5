/** Attacks from outside the realm: told what to do, they tell what they gained. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Scene } from './scene';
import { runTrial, type Trial, type TrialResult } from './trial';

const file = resolve('main/embedded/escape/attacks/outside.cjs');

type Kind = 'reads' | 'writes' | 'starts' | 'connects' | 'signals' | 'exhaust' | 'others';

/** Names of the attacks. */
export const outsideAttacks = createRequire(import.meta.url)(file) as Record<Kind, string[]>;

/** In one text, since a guest can read no second file. */
export async function readOutsideCode(): Promise<string> {
  const part = './outside-files.cjs';
  const files = await readFile(resolve(file, '..', part), 'utf8');
  const whole = await readFile(file, 'utf8');
  return whole.replace(`require('${part}')`, () => `((module) => {\n${files}\nreturn module.exports; })({})`);
}

export interface Attempt extends Omit<Trial, 'supervisor' | 'bundle' | 'order'> {
  kind: Kind;
  names: string[];
  scene?: Scene;
  /** More for the attack. */
  with?: Record<string, unknown>;
}

export interface Gain {
  name: string;
  gained?: unknown;
  refused?: string;
}

export async function attempt(
  { kind, names, scene, with: more, ...trial }: Attempt,
  deadlineMs?: number,
): Promise<TrialResult & { gains: Gain[] }> {
  const order = { kind, names, ...scene?.target, ...more };
  const result = await runTrial({ ...trial, supervisor: await readOutsideCode(), order }, deadlineMs);
  const lines = result.stdout.split('\n').filter((line) => line.startsWith('{'));
  return { ...result, gains: lines.map((line) => JSON.parse(line) as Gain) };
}
