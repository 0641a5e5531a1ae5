import { describe, expect, test } from 'vitest';
import { cookieName, createToken, matchesToken, readBearer, readCookie, writeCookie } from './token';

describe('token', () => {
  test('is 32 random bytes for an address', () => {
    expect(createToken()).toMatch(/^[\w-]{43}$/);
    expect(createToken()).not.toBe(createToken());
  });

  test('matches itself and nothing else', () => {
    const token = createToken();
    expect(matchesToken(token, token)).toBe(true);
    for (const guess of [undefined, '', 'undefined', token.slice(1), `${token}x`]) {
      expect(matchesToken(token, guess)).toBe(false);
    }
    expect(matchesToken('', undefined)).toBe(false);
  });

  test('is found among other cookies, under the name of its own port', () => {
    expect(readCookie(`a=b; ${cookieName(1)}=x; ${cookieName(2)}=y`, 2)).toBe('y');
    expect(readCookie(`x${cookieName(2)}=y`, 2)).toBeUndefined();
    expect(readCookie(undefined, 2)).toBeUndefined();
    expect(writeCookie(2, 'y')).toBe('runyard-2=y; Path=/; HttpOnly; SameSite=Strict');
  });

  test('is read from an Authorization header', () => {
    expect(readBearer('Bearer a-b_c')).toBe('a-b_c');
    expect(readBearer('Basic a')).toBeUndefined();
    expect(readBearer(undefined)).toBeUndefined();
  });
});
