/**
 * The boot protocol: what a waiting container does until it is told what to run, and what it is then told.
 *
 * The first stage is the container's command (`first-stage.ts`). It reads lines until `run:<bytes>`, reads exactly that many bytes and
 * evaluates them: the second stage. What follows on the same stream is a tar of known length, if files come that way,
 * and then the program's own stdin, byte for byte. Only what dash and busybox ash both have is used: `read` and a
 * full-block `dd` take no byte more than they should, busybox `head -c` does.
 */
import type { PhaseName } from '../../contract';
import { type ExpandedCommand, safeEntry } from '../sandbox/command';
import type { PhaseResult, SandboxJob } from '../sandbox/sandbox-provider';
import { prepareTerminal, START_WORDS, watchFromTerminal } from './terminal-script';

/** Above this much source a tar is faster than quoted text. Figure: DESIGN section 5. */
const TEXT_LIMIT_CHARACTERS = 100 * 1024;
const TAR_BLOCK_BYTES = 64 * 1024;

export interface Phase {
  name: PhaseName;
  command: ExpandedCommand;
}

/** Whether the files must be sent as a tar behind the script instead of inside it. */
export function needsTar(files: SandboxJob['files']): boolean {
  let characters = 0;
  for (const { content } of files) {
    if (content.includes('\0')) return true;
    characters += content.length;
  }
  return characters > TEXT_LIMIT_CHARACTERS || files.length > 64;
}

/** Fills a tar up to the block that the second stage reads it by. */
export function padTar(tar: Buffer): Buffer {
  return Buffer.concat([tar, Buffer.alloc(-tar.length & (TAR_BLOCK_BYTES - 1))]);
}

export interface SecondStageOptions {
  nonce: string;
  job: SandboxJob;
  phases: Phase[];
  /** Length of the padded tar that follows; 0 where the files are in the script. */
  tarBytes: number;
  /** After so long everything in the sandbox dies, even if the app is gone. */
  deadlineMs: number;
  /** Without a control group of the sandbox's own, what is read in its place is the machine's. */
  counts: 'own' | 'none';
}

/** The bytes to send to a waiting first stage, up to the tar. */
export function buildDelivery(options: SecondStageOptions): Buffer {
  const script = Buffer.from(buildSecondStage(options));
  return Buffer.concat([Buffer.from(`run:${script.length}\n`), script]);
}

/**
 * The program has its own stdin, stdout and stderr and nothing else; 3 and 4 are the markers' way out. The shell's own
 * stderr is closed to the outside, so that it does not announce a crash in the program's name.
 * The braces make a cut delivery a syntax error instead of half a run.
 */
function buildSecondStage({ nonce, job, phases, tarBytes, deadlineMs, counts }: SecondStageOptions): string {
  const deadlineSeconds = Math.ceil(deadlineMs / 1000);
  const otherStream = job.terminal ? '' : `; printf '\\036${nonce}:%s\\036' "$w" >&4`;
  const lines = [
    '{',
    'exec 3>&1 4>&2 2>/dev/null',
    job.terminal
      ? watchFromTerminal(deadlineSeconds)
      : `(sleep ${deadlineSeconds}; kill -9 -1) </dev/null >/dev/null 3>&- 4>&- &`,
    counts === 'own' ? STATISTICS : NO_STATISTICS,
    'cd /work',
    ...(tarBytes > 0 ? [extractTar(tarBytes)] : writeFiles(job.files)),
    ...(job.terminal ? [prepareTerminal(job.terminal)] : []),
    ...Object.entries(job.env).map(([name, value]) => `export ${name}=${quote(value)}`),
    `z() { s; w="$1:$2:$((u-b)):$p:$o:$x"; printf '\\036${nonce}:%s\\036' "$w" >&3${otherStream}; }`,
    's; b=$u',
    ...(job.terminal ? [`printf '\\036${nonce}:${START_WORDS}\\036' >&3`] : []),
  ];
  for (const { name, command } of phases) {
    const stdin = name === 'compile' ? '</dev/null ' : '';
    lines.push(
      `(${job.terminal ? 'trap - TTOU; ' : ''}exec ${stdin}2>&4 3>&- 4>&-; ${startCommand(command, job)}); c=$?`,
      `z ${name} $c`,
      '[ $c = 0 ] || exit',
    );
  }
  lines.push('exit', '}');
  return `${lines.join('\n')}\n`;
}

/**
 * `s` reads what the container's own control group counts, by builtins only: CPU time `u` (ns), peak memory `p`
 * (bytes), processes killed for memory `o`, processes refused `x`. Control groups v1 first, then v2.
 */
const STATISTICS = `s() {
u=0 p= o=0 x=0
if [ -r /sys/fs/cgroup/memory/memory.max_usage_in_bytes ]; then
read -r u </sys/fs/cgroup/cpuacct/cpuacct.usage
read -r p </sys/fs/cgroup/memory/memory.max_usage_in_bytes
while read -r k v; do case $k in oom_kill) o=$v;; esac; done </sys/fs/cgroup/memory/memory.oom_control
read -r k x </sys/fs/cgroup/pids/pids.events
else
while read -r k v; do case $k in usage_usec) u=$((v*1000));; esac; done </sys/fs/cgroup/cpu.stat
read -r p </sys/fs/cgroup/memory.peak
while read -r k v; do case $k in oom_kill) o=$v;; esac; done </sys/fs/cgroup/memory.events
read -r k x </sys/fs/cgroup/pids.events
fi
}`;

const NO_STATISTICS = 's() { u=0 p= o=0 x=0; }';

/** Null when the words are none that a second stage writes. */
export function parseMarker(words: string): PhaseResult | null {
  const match = /^(compile|run):(\d+):(-?\d*):(\d*):(\d*):(\d*)$/.exec(words);
  if (!match) return null;
  const [, phase, exitCode, cpuNs, peakMemoryBytes, oomKills, refusedProcesses] = match;
  return {
    phase: phase as PhaseName,
    exitCode: Number(exitCode),
    outOfMemory: Number(oomKills) > 0,
    processLimitMet: Number(refusedProcesses) > 0,
    // Nothing runs in no time: there was no control group to read.
    cpuMs: Number(cpuNs) > 0 ? Number(cpuNs) / 1e6 : null,
    peakMemoryBytes: peakMemoryBytes ? Number(peakMemoryBytes) : null,
  };
}

function extractTar(tarBytes: number): string {
  return `dd bs=${TAR_BLOCK_BYTES} count=${tarBytes / TAR_BLOCK_BYTES} iflag=fullblock | (tar xf -; cat >/dev/null)`;
}

function writeFiles(files: SandboxJob['files']): string[] {
  const folders = new Set(
    files.flatMap(({ path }) => (path.includes('/') ? [path.slice(0, path.lastIndexOf('/'))] : [])),
  );
  return [
    ...(folders.size > 0 ? [`mkdir -p -- ${[...folders].map(quote).join(' ')}`] : []),
    ...files.map(({ path, content }) => `printf %s ${quote(content)} >${quote(`./${path}`)}`),
  ];
}

function startCommand(command: ExpandedCommand, job: SandboxJob): string {
  if ('argv' in command) return `exec ${command.argv.map(quote).join(' ')}`;
  const words = ['/bin/sh', '-c', command.shell, 'sh', ...job.args].map(quote).join(' ');
  return `export ENTRY=${quote(safeEntry(job.entry))}; exec ${words}`;
}

/** One shell word that is the text to the letter. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
