/** A frame as a unit of time, in windows that are seen and in those that are not. */

/** A hidden window gets no frames; a run in it must go on all the same. */
const HIDDEN_FRAME_MS = 200;
/** Of sixty a second. */
const FRAME_MS = 16;

/** Calls back at the next frame, or after 200 ms where none comes. */
export function scheduleFrame(callback: () => void): void {
  let isDone = false;
  const finish = (): void => {
    if (isDone) return;
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    callback();
  };
  const timer = setTimeout(finish, HIDDEN_FRAME_MS);
  const frame = requestAnimationFrame(finish);
}

/** Leaves a frame's time to keys, clicks and drawing, without asking for a frame: a key typed meanwhile would wait for it. */
export function passFrame(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, FRAME_MS));
}
