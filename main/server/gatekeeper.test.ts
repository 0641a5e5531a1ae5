import type { FastifyRequest } from 'fastify';
import { describe, expect, test } from 'vitest';
import { Gatekeeper } from './gatekeeper';
import { KeyRing } from './key-ring';

const keys = new KeyRing('everybodys-token', { school: 'the-schools-token' });
const PORT = 4000;

interface Asked {
  host?: string;
  url?: string;
  method?: string;
  headers?: Record<string, string>;
  protocol?: 'http' | 'https';
}

function judge(gatekeeper: Gatekeeper, asked: Asked) {
  const { host = `127.0.0.1:${PORT}`, url = '/', method = 'GET', headers = {}, protocol = 'http' } = asked;
  const request = { host, url, method, headers, protocol, ws: false, ip: '10.0.0.7', socket: { localPort: PORT } };
  return gatekeeper.judge(request as unknown as FastifyRequest);
}

const bearer = { authorization: 'Bearer everybodys-token' };

describe('the gatekeeper', () => {
  const local = new Gatekeeper({ keys, host: '127.0.0.1' });
  const open = new Gatekeeper({
    keys,
    host: '0.0.0.0',
    allowedHosts: ['run.example.org', 'other.example.org:8443'],
    allowedOrigins: ['https://school.example.org'],
  });

  test('tells callers apart by the name of their token, or else by their address', () => {
    expect(judge(local, { headers: bearer })).toEqual({ is: 'welcome', caller: { id: '@10.0.0.7' } });
    const basic = `Basic ${Buffer.from('ranna:the-schools-token').toString('base64')}`;
    expect(judge(local, { headers: { authorization: basic } })).toEqual({ is: 'welcome', caller: { id: 'school' } });
    const protocols = { 'sec-websocket-protocol': 'runyard, runyard.token.the-schools-token' };
    expect(judge(local, { headers: protocols })).toEqual({ is: 'welcome', caller: { id: 'school' } });
    expect(judge(local, { headers: { authorization: 'Bearer another-token-x' } })).toEqual({ is: 'stranger' });
    expect(judge(local, { url: '/?token=the-schools-token' })).toEqual({ is: 'arriving', token: 'the-schools-token' });
  });

  test('takes names that nobody else can point here', () => {
    const isTaken = (gatekeeper: Gatekeeper, host: string) =>
      judge(gatekeeper, { host, headers: bearer }).is === 'welcome';
    for (const host of [
      '192.168.1.5:4000',
      '[fe80::1]:4000',
      'run.example.org',
      'RUN.example.org:9',
      'other.example.org:8443',
    ]) {
      expect(isTaken(open, host), host).toBe(true);
      expect(isTaken(local, host), host).toBe(false);
    }
    for (const host of [
      'other.example.org',
      'evil.example',
      '192.168.1.5.evil.example',
      'run.example.org.evil.example',
      '',
    ]) {
      expect(isTaken(open, host), host).toBe(false);
    }
  });

  test('lets pages of allowed sites ask, and no others', () => {
    const ask = (origin: string, method = 'POST') =>
      judge(open, { host: 'run.example.org', method, protocol: 'https', headers: { ...bearer, origin } }).is;
    expect(ask('https://school.example.org')).toBe('welcome');
    expect(ask('https://school.example.org', 'OPTIONS')).toBe('preflight');
    expect(ask('https://run.example.org')).toBe('welcome');
    for (const origin of [
      'https://evil.example',
      'http://school.example.org',
      'http://run.example.org',
      'http://192.168.1.6',
      'null',
    ]) {
      expect(ask(origin), origin).toBe('wrongOrigin');
      expect(ask(origin, 'OPTIONS'), origin).toBe('wrongOrigin');
    }
  });
});
