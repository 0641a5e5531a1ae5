import { expect, test } from 'vitest';
import { explainFailure } from './connection-failure';

const failure = (code: string, message = '') => explainFailure(Object.assign(new Error(message), { code }));

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', '', 'failed', /not signed by an authority/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '', 'failed', /not signed by an authority/],
  ['CERT_HAS_EXPIRED', '', 'failed', /expired/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', '', 'failed', /another name/],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', '', 'permissionDenied', /certificate of yours/],
  ['EPROTO', 'sslv3 alert bad certificate', 'permissionDenied', /certificate of yours/],
  ['EPROTO', 'wrong version number', 'failed', /does not speak TLS/],
  ['', 'Client sent an HTTP request to an HTTPS server.', 'failed', /speaks TLS only/],
  ['EHOSTUNREACH', '', 'notFound', /not reached/],
  ['SSH_MISSING', '', 'failed', /no ssh on this machine/],
  ['SSH_FAILED', 'Host key verification failed.', 'failed', /Host key verification/],
  ['SSH_FAILED', 'me@box: Permission denied (publickey).', 'permissionDenied', /publickey/],
  ['SSH_FAILED', 'ssh: Could not resolve hostname box', 'notFound', /resolve/],
  ['SSH_FAILED', 'connect to host box port 22: Connection timed out', 'timedOut', /timed out/],
  ['SSH_FAILED', 'sh: 1: docker: not found', 'failed', /docker: not found/],
  ['SSH_FAILED', 'something new', 'failed', /something new/],
  ['', 'something new', 'failed', /something new/],
] as const)('%s %s is told in words', (code, message, result, detail) => {
  const explained = failure(code, message);
  expect(explained.result).toBe(result);
  expect(explained.detail).toMatch(detail);
});
