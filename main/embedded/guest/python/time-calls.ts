/** Sleeping, signals and the time zone of the interpreter. */
import type { Glue } from './glue';
import type { Replacement } from './imports';
import type { Interrupt } from './interrupt';

/** A sleep is cut into steps of about this part of what has passed of it. */
const STEP_PART = 0.1;
const STEP_MIN_MS = 0.1;
const STEP_MAX_MS = 1;

/** Fields of struct tm, in bytes from its start. */
const IS_SUMMER_TIME = 32;
const OFFSET_FROM_UTC = 36;

/** @param originals Emscripten's functions of the names that are returned */
export function createTimeCalls(
  interrupt: Interrupt,
  glue: Glue,
  originals: Record<string, (...args: never[]) => unknown>,
): Record<string, Replacement> {
  let sleepingSinceMs = Number.NaN;
  return {
    _Py_CheckEmscriptenSignals_Helper: () => interrupt.takeSignal(),
    _setitimer_js: () => 0,
    clock_time_get(...args: never[]) {
      sleepingSinceMs = Number.NaN;
      return readClock(glue, ...(args as unknown as [number, bigint, number]));
    },
    /**
     * The C library sleeps by asking for this until the time has come, having asked Python's clock before. So the
     * second call in a row is one that waits.
     */
    emscripten_get_now() {
      const nowMs = performance.now();
      if (Number.isNaN(sleepingSinceMs)) {
        sleepingSinceMs = nowMs;
        return nowMs;
      }
      const stepMs = Math.min(Math.max((nowMs - sleepingSinceMs) * STEP_PART, STEP_MIN_MS), STEP_MAX_MS);
      // Interrupted: the end of the sleep, whatever it is.
      return interrupt.sleep(stepMs) ? Number.POSITIVE_INFINITY : performance.now();
    },
    /** UTC, as in a container: the time zone of the person's machine is not known in here. */
    _tzset_js(timezone: number, daylight: number, standardName: number, daylightName: number) {
      glue.HEAPU32[timezone >>> 2] = 0;
      glue.HEAPU32[daylight >>> 2] = 0;
      for (const name of [standardName, daylightName]) glue.HEAPU8.set([0x55, 0x54, 0x43, 0], name >>> 0);
      return undefined;
    },
    _localtime_js(seconds: bigint, fields: number) {
      originals._gmtime_js?.(seconds as never, fields as never);
      glue.HEAPU32[(fields + IS_SUMMER_TIME) >>> 2] = 0;
      glue.HEAPU32[(fields + OFFSET_FROM_UTC) >>> 2] = 0;
      return undefined;
    },
    _mktime_js(fields: number) {
      glue.HEAPU32[(fields + IS_SUMMER_TIME) >>> 2] = 0;
      return originals._timegm_js?.(fields as never) as bigint;
    },
  };
}

const REALTIME = 0;
const MONOTONIC = 1;
const NO_SUCH_CLOCK = 28;

/** Nanoseconds, as `clock_time_get` of WASI gives them. */
function readClock({ HEAPU8 }: Glue, clock: number, _precision: bigint, into: number): number {
  if (clock !== REALTIME && clock !== MONOTONIC && clock !== 2 && clock !== 3) return NO_SUCH_CLOCK;
  const ms = clock === REALTIME ? Date.now() : performance.now();
  const at = into >>> 0;
  new DataView(HEAPU8.buffer).setBigInt64(at, BigInt(Math.round(ms * 1_000_000)), true);
  return 0;
}
