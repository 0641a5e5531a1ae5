/** The smaller modules and globals. */
import type { Require } from './modules';
import type { CommonJsModule } from './commonjs';
import { process } from './process';
import { console } from './console';

export const otherGlobals: Record<string, unknown> = {};

export function createOtherBuiltins(createRequire: (from: string | CommonJsModule) => Require): Record<string, object> {
  return { process, console, module: { createRequire } };
}
