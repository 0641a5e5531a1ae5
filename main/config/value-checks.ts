/** What a text of the config must be; each check goes with the words that say what would be valid. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { DOCKER_ADDRESS } from '../../contract';
import { parseCadence } from './cadence';

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

export const HostName = z.string().refine(isHost, 'an IP address or a host name, without a port');

/** As a `Host` header has it. */
export const HostWithPort = z
  .string()
  .refine(isHostWithPort, 'a host name or an address, with a port where it is not the usual one');

/** One address, or all that begin alike: `10.0.0.0/8`. */
export const AddressRange = z.string().refine(isAddressRange, 'an IP address or a range of them such as 10.0.0.0/8');

export const Origin = z.string().refine(isOrigin, 'an origin such as https://school.example.org, without a path');

/** Goes into addresses, cookies and headers as it is. */
export const Token = z.string().regex(/^[\w-]{16,}$/, 'at least 16 letters, digits, - and _');

export const CronExpression = z
  .string()
  .refine(
    (text) => text === '' || parseCadence(text) !== null,
    'a cron expression such as "0 3 * * *", @daily or "@every 12h", or empty for never',
  );

export const DockerAddress = z
  .string()
  .refine(
    (text) => text === '' || DOCKER_ADDRESS.test(text),
    'an address that begins with unix://, tcp://, https://, ssh://, context:// or npipe://, or empty to let it be found',
  );

export const HttpAddress = z
  .string()
  .refine(isHttpAddress, 'an address that begins with https:// or http://')
  .overwrite((text) => text.replace(/\/+$/, ''));

function isHost(text: string): boolean {
  return isIP(text) !== 0 || HOST_NAME.test(text);
}

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

function isHostWithPort(text: string): boolean {
  const found = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  if (!found) return false;
  const [, address, name, port] = found;
  return (address === undefined ? isHost(name ?? '') : isIP(address) === 6) && Number(port ?? '0') <= 65_535;
}

function isOrigin(text: string): boolean {
  return isHttpAddress(text) && new URL(text).origin === text;
}

function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
