import { describe, expect, it } from 'vitest';
import { BuildProgress } from './image-build-progress';

const OUTPUT = `Get:1 http://deb.debian.org/debian bookworm InRelease [151 kB]
Get:2 http://deb.debian.org/debian bookworm/main amd64 Packages [8793 kB]
Fetched 9,274 kB in 2s (5,234 kB/s)
Reading package lists...
The following NEW packages will be installed:
  liblua5.4-0 lua5.4
0 upgraded, 2 newly installed, 0 to remove and 0 not upgraded.
Need to get 300 kB of archives.
Get:1 http://deb.debian.org/debian bookworm/main amd64 liblua5.4-0 amd64 5.4.4-3 [150 kB]
Get:2 http://deb.debian.org/debian bookworm/main amd64 lua5.4 amd64 5.4.4-3 [150 kB]
Selecting previously unselected package liblua5.4-0:amd64.
Unpacking liblua5.4-0:amd64 (5.4.4-3) ...
Unpacking lua5.4 (5.4.4-3) ...
Setting up liblua5.4-0:amd64 (5.4.4-3) ...
Setting up lua5.4 (5.4.4-3) ...
Processing triggers for libc-bin (2.36-9) ...`.split('\n');

describe('BuildProgress', () => {
  it('follows apt and dpkg from the lists to the last package', () => {
    const progress = new BuildProgress();
    const seen = OUTPUT.filter((line) => progress.take(line)).length;
    expect(seen).toBe(9);
    expect(progress.fraction).toBeCloseTo(0.95);
    expect(progress.message).toBe('Setting up lua5.4');
  });

  it('never goes down and never reaches the end', () => {
    const progress = new BuildProgress();
    const fractions = [...OUTPUT, ...OUTPUT].map((line) => {
      progress.take(line);
      return progress.fraction;
    });
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeLessThan(1);
  });

  it('names the package that is downloaded', () => {
    const progress = new BuildProgress();
    for (const line of OUTPUT.slice(0, 9)) progress.take(line);
    expect(progress.message).toBe('Downloading liblua5.4-0');
    expect(progress.fraction).toBeCloseTo(0.1 + 0.35 / 2);
  });
});
