/** A call as a line for a shell. */
import type { ApiOperation, MediaType } from '../../api/openapi/types';

export interface CurlCall {
  /** `http://127.0.0.1:4000/api` */
  base: string;
  method: string;
  path: string;
  operation: ApiOperation;
}

/** One for each form in which a stream can be had. */
export function writeCurls({ base, method, path, operation }: CurlCall): { title: string; command: string }[] {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query' && parameter.required);
  const address = `${base}${path}${query.length > 0 ? `?${query.map(({ name }) => `${name}={${name}}`).join('&')}` : ''}`;
  const write = (option = '', accept?: string): string =>
    [
      `curl ${option}${quote(address)}`,
      '-H "Authorization: Bearer $RUNYARD_TOKEN"',
      ...(accept === undefined ? [] : [`-H 'Accept: ${accept}'`]),
      ...writeBody(operation, method),
    ].join(' \\\n  ');
  const content = operation.responses['200']?.content ?? {};
  if (!content['text/event-stream']) return [{ title: 'Call', command: write() }];
  return [
    { title: 'One answer', command: write('', 'application/json') },
    { title: 'As it happens', command: write('-N ', 'application/x-ndjson') },
  ];
}

function writeBody({ requestBody }: ApiOperation, method: string): string[] {
  const json = requestBody?.content['application/json'];
  // A body makes it a POST by itself.
  const verb = method === 'GET' || (method === 'POST' && json) ? [] : [`-X ${method}`];
  if (!json) return verb;
  const example = exampleOf(json);
  const text = example === undefined ? '{}' : JSON.stringify(example);
  return [...verb, "-H 'Content-Type: application/json'", `-d ${quote(text)}`];
}

function exampleOf({ examples }: MediaType): unknown {
  return Object.values(examples ?? {})[0]?.value;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
