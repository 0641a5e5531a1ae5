import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resolveAppFile, serveAppFile } from './app-files';

describe('resolveAppFile', () => {
  test.each([
    ['app://runyard/', '/app/index.html'],
    ['app://runyard/assets/a.js?v=1#x', '/app/assets/a.js'],
    ['app://runyard/assets/gr%C3%BC%C3%9Fe.css', '/app/assets/grüße.css'],
    ['app://runyard/../../etc/passwd', '/app/etc/passwd'],
  ])('finds %s', (url, file) => {
    expect(resolveAppFile('/app', url)).toBe(file);
  });

  test.each([
    'app://runyard/..%2fetc/passwd',
    'app://runyard/assets/..%2f..%2f..%2fetc/passwd',
    'app://runyard/..%2fapplication/x.js',
    'app://runyard/..%5cetc',
    'app://runyard/a%00.js',
    'app://runyard/%E0%A4%A',
    'app://elsewhere/index.html',
    'app:///index.html',
    'not a url',
  ])('refuses %s', (url) => {
    expect(resolveAppFile('/app', url)).toBeNull();
  });
});

describe('serveAppFile', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runyard-app-'));
    await mkdir(join(folder, 'page'));
    await writeFile(join(folder, 'page', 'index.html'), '<p>hello');
    await writeFile(join(folder, 'page', 'notes.unknown'), 'x');
    await writeFile(join(folder, 'secret.txt'), 'secret');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const ask = (path: string, method = 'GET') =>
    serveAppFile(join(folder, 'page'), { method, url: `app://runyard${path}` });

  test('gives the page with its type and a policy that allows no code from text', async () => {
    const answer = await ask('/');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<p>hello');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  test.each([
    ['/..%2fsecret.txt', 'GET', 403],
    ['/absent.js', 'GET', 404],
    ['/notes.unknown', 'GET', 404],
    ['/', 'POST', 405],
  ])('refuses %s %s with %i', async (path, method, status) => {
    const answer = await ask(path, method);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('content-security-policy')).not.toBeNull();
  });
});
