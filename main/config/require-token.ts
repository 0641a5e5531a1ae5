/** What is listened on for other machines is listened on with a token that somebody chose. */
import { isIPv4 } from 'node:net';
import { RunyardError } from '../../contract';
import type { ServerConfig } from './config';
import type { LoadedConfig } from './load-config';
import { nameSource } from './value-source';

export function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** Nobody but whoever started it is let in, as far as the config can tell. */
export function servesOnePerson(server: ServerConfig): boolean {
  const { tokens, allowedHosts, allowedOrigins, trustedProxies } = server;
  const others = [...Object.keys(tokens), ...allowedHosts, ...allowedOrigins, ...trustedProxies];
  return isLoopback(server.host) && others.length === 0;
}

/** @throws RunyardError `CONFIG_INVALID` for a host that lets other machines in, without a token */
export function requireToken({ config, sources }: Pick<LoadedConfig, 'config' | 'sources'>): void {
  const { host, token, tokens } = config.server;
  if (isLoopback(host) || token !== '' || Object.keys(tokens).length > 0) return;
  throw new RunyardError('CONFIG_INVALID', {
    message: `server.host is ${host} (${nameSource(sources.get('server.host') ?? { kind: 'default' })}), which lets other machines in, and no token is set.`,
    remedy:
      'Choose a token of at least 16 characters, such as `openssl rand -hex 32` gives, and put it into RUNYARD_TOKEN, into a file that RUNYARD_TOKEN_FILE names, or into server.token of the configuration; or leave the host at 127.0.0.1.',
    details: { host },
  });
}
