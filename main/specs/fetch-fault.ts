/** Why a spec could not be fetched: the end of a sentence, with what to do about it where the person can. */
export class FetchFault extends Error {}

const reasons: Record<string, (host: string) => string> = {
  ENOTFOUND: (host) => `there is no host ${host}`,
  EAI_AGAIN: (host) => `the name ${host} could not be looked up; is this machine online?`,
  ECONNREFUSED: (host) => `nothing answers at ${host}`,
  ECONNRESET: (host) => `${host} broke the connection off`,
  EHOSTUNREACH: (host) => `${host} cannot be reached`,
  ENETUNREACH: (host) => `${host} cannot be reached; is this machine online?`,
  ETIMEDOUT: (host) => `${host} does not answer`,
  HPE_HEADER_OVERFLOW: (host) => `${host} sends more headers than are read`,
  ERR_INVALID_CHAR: () => 'the address has a character that no request may have',
};

/** @param host with its port, as the address has it */
export function explainFetchFailure(error: unknown, host: string): FetchFault {
  if (error instanceof FetchFault) return error;
  const { code = '', message } = error as { code?: string; message: string };
  // Several addresses were tried.
  const [first] = (error as { errors?: unknown[] }).errors ?? [];
  if (first !== undefined) return explainFetchFailure(first, host);
  const reason = reasons[code]?.(host);
  if (reason !== undefined) return new FetchFault(reason, { cause: error });
  const isProtocol = code.startsWith('HPE_');
  return new FetchFault(isProtocol ? `${host} does not speak HTTP` : `${host}: ${message}`, { cause: error });
}
