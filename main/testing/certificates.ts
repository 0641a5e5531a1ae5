/** Certificates of a test's own, made by openssl: an authority, a server on this machine, a client. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];

/** Writes `ca.pem`, `server-cert.pem`, `server-key.pem`, and the client's `cert.pem` and `key.pem`. */
export async function makeCertificates(folder: string): Promise<void> {
  const at = (name: string) => join(folder, name);
  const authority = ['-keyout', at('ca-key.pem'), '-out', at('ca.pem'), '-subj', '/CN=Runyard test authority'];
  await run('openssl', ['req', '-x509', ...KEY, ...authority]);
  const sign = async (prefix: string, name: string, extensions: string) => {
    await writeFile(at(`${prefix}ext`), extensions);
    const asked = ['-keyout', at(`${prefix}key.pem`), '-out', at(`${prefix}csr`), '-subj', `/CN=${name}`];
    await run('openssl', ['req', ...KEY.slice(0, -2), ...asked]);
    const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca-key.pem'), '-CAcreateserial', '-days', '2'];
    const files = ['-in', at(`${prefix}csr`), '-out', at(`${prefix}cert.pem`), '-extfile', at(`${prefix}ext`)];
    await run('openssl', ['x509', '-req', ...signed, ...files]);
  };
  await sign('server-', 'localhost', 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  await sign('', 'client', 'extendedKeyUsage=clientAuth\n');
}
