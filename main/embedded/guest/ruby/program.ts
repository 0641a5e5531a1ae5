/** Runs one program on a Ruby interpreter, to its exit code. */
import type { GuestHost, GuestJob } from '../runtime';
import { ProgramExit } from '../wasi/abi';
import type { Interpreter } from './interpreter';
import { writeJobCode } from './prelude';

const INTERRUPTED_CODE = 130;
const encoder = new TextEncoder();

export function runProgram(host: GuestHost, interpreter: Interpreter, job: GuestJob): number {
  const { machine, tree } = interpreter;
  for (const { path, content } of job.files) tree.writeFile(`/work/${path}`, encoder.encode(content));
  const code = endWith(host, interpreter, () => {
    const { state, value } = machine.evaluate(writeJobCode(job));
    return machine.cleanUp(state === 0 ? machine.runSequence(value) : state);
  });
  interpreter.flush();
  return code;
}

function endWith(host: GuestHost, interpreter: Interpreter, act: () => number): number {
  const say = (text: string) => {
    interpreter.flush();
    host.write('stderr', encoder.encode(text));
  };
  try {
    return act();
  } catch (error) {
    if (error instanceof ProgramExit) return error.code;
    // Ruby ends itself by the signal that it was given.
    if (interpreter.wasInterrupted()) return INTERRUPTED_CODE;
    if (error instanceof RangeError) say('stack level too deep (SystemStackError)\n');
    else if (host.memoryRefused) say('[FATAL] failed to allocate memory\n');
    else say(`[BUG] ${(error as Error).message}\n`);
    return 1;
  }
}
