/** Why a daemon did not answer, in words, and what to do about it. */
import type { DoctorAttempt } from '../../contract';

export interface ConnectionFailure {
  result: DoctorAttempt['result'];
  detail: string;
  /** Null where the result says enough. */
  remedy: string | null;
}

const CERTIFICATES = "the daemon's certificate authority as ca.pem, and yours as cert.pem and key.pem";

/** Of Node, by code. */
const BY_CODE: Record<string, ConnectionFailure> = {
  ENOENT: { result: 'notFound', detail: 'Nothing is there.', remedy: null },
  ENOTFOUND: { result: 'notFound', detail: 'There is no machine of that name.', remedy: null },
  EAI_AGAIN: { result: 'notFound', detail: 'The name of the machine could not be looked up.', remedy: null },
  EHOSTUNREACH: { result: 'notFound', detail: 'The machine is not reached.', remedy: null },
  ENETUNREACH: { result: 'notFound', detail: 'The network of the machine is not reached.', remedy: null },
  EACCES: { result: 'permissionDenied', detail: 'You may not use this socket.', remedy: null },
  EPERM: { result: 'permissionDenied', detail: 'You may not use this socket.', remedy: null },
  ECONNREFUSED: { result: 'refused', detail: 'It is there, but no daemon listens on it.', remedy: null },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    result: 'failed',
    detail: 'Its certificate is made out to another name than the address has.',
    remedy: 'Use the name that is in the certificate, or have one made for this name.',
  },
  CERT_HAS_EXPIRED: {
    result: 'failed',
    detail: 'Its certificate has expired.',
    remedy: 'Have a new certificate made for the daemon.',
  },
  SSH_MISSING: {
    result: 'failed',
    detail: 'There is no ssh on this machine.',
    remedy: 'Install OpenSSH (on Debian and Ubuntu: sudo apt install openssh-client).',
  },
};

const UNTRUSTED: ConnectionFailure = {
  result: 'failed',
  detail: 'Its certificate is not signed by an authority that is trusted.',
  remedy: `Put ${CERTIFICATES} into the folder that dockerCertPath or DOCKER_CERT_PATH names.`,
};

const CERTIFICATE_WANTED: ConnectionFailure = {
  result: 'permissionDenied',
  detail: 'It wants a certificate of yours, signed by its own authority.',
  remedy: `Put ${CERTIFICATES} into the folder that dockerCertPath or DOCKER_CERT_PATH names.`,
};

/** Of a peer that speaks the other of HTTP and HTTPS. */
const OTHER_PROTOCOL: [RegExp, ConnectionFailure][] = [
  [
    /HTTP request to an HTTPS server/i,
    {
      result: 'failed',
      detail: 'It speaks TLS only.',
      remedy: `Put ${CERTIFICATES} into a folder and name that as dockerCertPath, or as DOCKER_CERT_PATH with DOCKER_TLS_VERIFY=1.`,
    },
  ],
  [
    /wrong version number|packet length too long/i,
    {
      result: 'failed',
      detail: 'It does not speak TLS.',
      remedy: 'Write the address with http:// and leave the certificates out.',
    },
  ],
];

/** Of what ssh, or the command over there, said last. */
const SSH_WORDS: [RegExp, Pick<ConnectionFailure, 'result' | 'remedy'>][] = [
  [
    /host key verification failed|host identification has changed/i,
    {
      result: 'failed',
      remedy:
        'Connect once with ssh in a terminal and compare the key of the machine, so that ssh knows it from then on.',
    },
  ],
  [
    /permission denied/i,
    {
      result: 'permissionDenied',
      remedy: 'Let ssh log in without a question: give your key to that machine, and load it with ssh-add.',
    },
  ],
  [/could not resolve hostname/i, { result: 'notFound', remedy: null }],
  [/connection refused/i, { result: 'refused', remedy: 'Start the ssh server there, or correct the port.' }],
  [
    /timed out|no route to host/i,
    { result: 'timedOut', remedy: 'Check that the machine is on and that its ssh is reached.' },
  ],
  [
    /docker.*(not found|no such file)/i,
    { result: 'failed', remedy: 'Install Docker with its command on that machine.' },
  ],
];

export function explainFailure(error: unknown): ConnectionFailure {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const known = BY_CODE[code];
  if (known) return known;
  if (code === 'SSH_FAILED') {
    const found = SSH_WORDS.find(([words]) => words.test(message))?.[1];
    return {
      result: 'failed',
      remedy: 'Try the same with ssh in a terminal.',
      ...found,
      detail: `ssh says: ${message}`,
    };
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ISSUER/.test(code)) {
    return /ALERT|REQUIRED/.test(code) ? CERTIFICATE_WANTED : UNTRUSTED;
  }
  if (/alert (certificate|bad certificate|handshake failure|unknown ca)|certificate required/i.test(message)) {
    return CERTIFICATE_WANTED;
  }
  const other = OTHER_PROTOCOL.find(([words]) => words.test(message))?.[1];
  return other ?? { result: 'failed', detail: message, remedy: null };
}
