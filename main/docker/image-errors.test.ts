import { describe, expect, it } from 'vitest';
import { Spec } from '../../contract';
import { explainBuildFailure, explainPullFailure } from './image-errors';

const spec = Spec.parse({ id: 'x', title: 'X', file: 'x', image: 'x:1', run: ['x'], debian: { packages: [] } });
const pull = (message: string) => explainPullFailure(spec, 'x:1', new Error(message));

describe('explainPullFailure', () => {
  it.each([
    [
      '(HTTP code 500) server error - Get "https://registry-1.docker.io/v2/": dial tcp: no such host ',
      'reaches the registry',
    ],
    ['(HTTP code 404) unexpected - manifest for x:1 not found: manifest unknown ', 'has no x:1'],
    ['pull access denied for x, repository does not exist or may require docker login', 'docker login'],
    ['toomanyrequests: You have reached your pull rate limit', 'wait'],
    ['write /var/lib/docker/tmp/x: no space left on device', 'Free disk space'],
    ['x509: certificate signed by unknown authority', 'certificate'],
    ['no matching manifest for linux/arm64 in the manifest list entries', 'this kind of processor'],
  ])('%s', (message, remedy) => {
    const error = pull(message);
    expect(error.code).toBe('IMAGE_PULL_FAILED');
    expect(error.remedy).toContain(remedy);
    expect(error.remedy).toContain('Debian packages');
    expect(error.message).not.toContain('HTTP code');
  });

  it('tells a daemon that is gone from a registry that is', () => {
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
    expect(explainPullFailure(spec, 'x:1', gone).code).toBe('DOCKER_UNREACHABLE');
  });
});

describe('explainBuildFailure', () => {
  it.each([
    [
      ["E: Failed to fetch http://deb.debian.org/x  Temporary failure resolving 'deb.debian.org'"],
      'reaches a Debian mirror',
    ],
    [['E: Unable to locate package nope'], 'Correct the package names'],
    [['dpkg: error processing archive: No space left on device'], 'Free disk space'],
    [['make: *** failed'], 'Read the log'],
  ])('%s', (log, remedy) => {
    const error = explainBuildFailure(spec, new Error("The command '…' returned a non-zero code: 100"), log);
    expect(error.code).toBe('IMAGE_BUILD_FAILED');
    expect(error.remedy).toContain(remedy);
    expect(error.details.log).toEqual(log);
  });

  it('does not take a missing program of ours for a missing daemon', () => {
    const missing = Object.assign(new Error('spawn mmdebstrap ENOENT'), {
      code: 'ENOENT',
      syscall: 'spawn mmdebstrap',
    });
    expect(explainBuildFailure(spec, missing, []).code).toBe('IMAGE_BUILD_FAILED');
  });
});
