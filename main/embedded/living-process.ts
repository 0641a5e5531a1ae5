/** Whether the process that left something behind may still be at work on it. */

/**
 * @param pid the process that wrote it. A number may be given anew; in a container it is the same at each start
 * @param writtenAtMs milliseconds since 1970
 */
export function mayLive(pid: number, writtenAtMs: number): boolean {
  if (pid === process.pid) return writtenAtMs >= Date.now() - process.uptime() * 1000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's is one all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
