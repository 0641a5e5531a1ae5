import { describe, expect, it } from 'vitest';
import { findObstacle, judgePart, type Part, parts, selectParts, skipPart } from './parts';
import { missing, ready } from './readiness';
import { EMPTY_REPORT } from './test-report';

function partNamed(name: string): Part {
  return parts.find((part) => part.name === name)!;
}

const done = { exitCode: 0, failure: 'none' } as const;

describe('selectParts', () => {
  it('takes all parts in order when none is named', () => {
    expect(selectParts([]).map((part) => part.name)).toEqual(parts.map((part) => part.name));
  });

  it('takes e2e as both doors, with the build that they need', () => {
    expect(selectParts(['e2e', 'lint']).map((part) => part.name)).toEqual(['lint', 'build', 'desktop', 'browser']);
  });

  it('refuses a word that is no part', () => {
    expect(() => selectParts(['untit'])).toThrow(/no part "untit"; there are typecheck,/);
  });
});

describe('findObstacle', () => {
  it('is what the part stands on', () => {
    const readiness = new Map([['docker', missing('no Docker', 'install it')] as const, ['images', ready()] as const]);
    expect(findObstacle(partNamed('docker'), readiness, [])).toBe('no Docker; install it');
    expect(findObstacle(partNamed('unit'), readiness, [])).toBeNull();
  });

  it('is a build that did not pass', () => {
    const failed = judgePart(partNamed('build'), { exitCode: 1, failure: 'none' }, EMPTY_REPORT, 1);
    expect(findObstacle(partNamed('desktop'), new Map(), [failed])).toBe('build failed');
  });
});

describe('judgePart', () => {
  it('passes only with exit code 0 and no failed case', () => {
    const counts = { passed: 3, failed: 0, skipped: 1 };
    expect(judgePart(partNamed('unit'), done, { ...EMPTY_REPORT, counts }, 2)).toMatchObject({
      state: 'passed',
      counts,
      reason: '',
    });
    expect(judgePart(partNamed('unit'), done, { ...EMPTY_REPORT, counts: { ...counts, failed: 1 } }, 2).state).toBe(
      'failed',
    );
  });

  it('counts one failure where the runner counted none', () => {
    const crashed = judgePart(
      partNamed('unit'),
      { exitCode: 1, failure: 'none' },
      { ...EMPTY_REPORT, counts: { passed: 3, failed: 0, skipped: 0 } },
      2,
    );
    expect(crashed).toMatchObject({ state: 'failed', counts: { passed: 3, failed: 1 }, reason: 'exit code 1' });
    expect(judgePart(partNamed('unit'), done, null, 2)).toMatchObject({ state: 'failed', reason: 'it left no report' });
  });

  it('says that the time was over', () => {
    const late = judgePart(partNamed('unit'), { exitCode: null, failure: 'timedOut' }, null, 300);
    expect(late).toMatchObject({ state: 'failed', reason: 'not done within 5 minutes' });
  });
});

it('counts a skipped part as a skip', () => {
  expect(skipPart(partNamed('desktop'), 'no display')).toMatchObject({ state: 'skipped', counts: { skipped: 1 } });
});
