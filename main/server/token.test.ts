import { describe, expect, test } from 'vitest';
import {
  cookieName,
  createToken,
  matchesToken,
  readAuthorization,
  readCookie,
  readProtocol,
  writeCookie,
} from './token';

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
    expect(readAuthorization('Bearer a-b_c')).toBe('a-b_c');
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect(readAuthorization(basic('anybody:a-b_c'))).toBe('a-b_c');
    expect(readAuthorization(basic(':a:b'))).toBe('a:b');
    for (const header of [basic('a-b_c'), 'Basic', 'Digest a', 'Bearer a b', 'Bearer', undefined]) {
      expect(readAuthorization(header), header).toBeUndefined();
    }
  });

  test('is read from the protocols that a socket asks for', () => {
    expect(readProtocol('runyard, runyard.token.a-b_c')).toBe('a-b_c');
    expect(readProtocol('runyard')).toBeUndefined();
    expect(readProtocol(undefined)).toBeUndefined();
  });
});
