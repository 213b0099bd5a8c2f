// Sends a generated request byte for byte (fetch would tidy its path), with the session carried as it says.
import { Agent, request as send } from 'node:http';
import { operations } from '../contract/openapi.mjs';
import { kRaw } from './values.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const kHeaderText = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;
const kNotPlain = /[^A-Za-z0-9._~-]/g;

const encoded = (text) => Buffer.from(String(text), 'utf8').toString('latin1').replaceAll(kNotPlain, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
const inUrl = (value) => (value !== null && typeof value === 'object' ? value[kRaw] ?? encoded(JSON.stringify(value)) : encoded(value));

/** Does the path reach its operation, or is it another path by now? */
export function reaches(filled) {
  return Object.values(filled.path).every((value) => (typeof value === 'object' ? false : !['', '.', '..'].includes(value) && !/[/\u0000\\]/.test(value)));
}

/** {method, path, headers, content} of a request whose learned things are filled in. */
export function onTheWire(filled, token, host) {
  const operation = operations[filled.id];
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => inUrl(filled.path[name]));
  const query = Object.entries(filled.query).map(([name, value]) => `${encoded(name)}=${inUrl(value)}`);
  if (filled.stray) query.push(filled.stray);
  const headers = {};
  for (const [name, value] of Object.entries(filled.headers)) {
    if (kHeaderText.test(String(value)) && String(value).length < 4000) headers[name] = String(value);
  }
  carry(headers, filled.carried, token, host);
  let content;
  if (filled.body !== undefined) {
    content = filled.body?.[kRaw] ?? JSON.stringify(filled.body);
    if (filled.media) headers['content-type'] = filled.media;
    headers['content-length'] = Buffer.byteLength(content);
  }
  return { method: operation.method.toUpperCase(), path: `/api/v1${path}${query.length > 0 ? `?${query.join('&')}` : ''}`, headers, content };
}

function carry(headers, how, token, host) {
  if (how === 'garbage') headers.authorization = 'Bearer bm9ib2R5LWhhcy10aGlzLXRva2VuLWF0LWFsbC0wMDA';
  if (!token) return;
  if (how === 'bearer' || how === 'both') headers.authorization = `Bearer ${token}`;
  if (how.startsWith('cookie') || how === 'both') headers.cookie = `__Host-motcua=${token}`;
  if (how === 'cookie') headers.origin = `http://${host}`;
  if (how === 'cookie_elsewhere') headers.origin = 'https://example.com';
}

/** Who the server must take it for: the session's officer, or nobody. */
export function seenAs(filled) {
  return filled.carried === 'garbage' ? 'nobody' : filled.as;
}

export async function answerOf(base, wire) {
  for (let attempt = 0; ; ++attempt) {
    try {
      return await once(base, wire);
    } catch (error) {
      // A connection that was kept may have been closed by the server meanwhile; on a fresh one it is a finding.
      if (attempt > 0 || !error.reused) throw error;
    }
  }
}

function once(base, { method, path, headers, content }) {
  const { hostname, port } = new URL(base);
  return new Promise((done, failed) => {
    const request = send({ hostname, port, method, path, headers, agent, insecureHTTPParser: false }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('error', failed);
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        const all = new Headers();
        for (let i = 0; i < response.rawHeaders.length; i += 2) all.append(response.rawHeaders[i], response.rawHeaders[i + 1]);
        const isJson = (all.get('content-type') ?? '').includes('json');
        done({ status: response.statusCode, headers: all, text, body: isJson ? JSON.parse(text) : null });
      });
    });
    request.on('error', (error) => failed(Object.assign(error, { reused: request.reusedSocket })));
    request.setTimeout(30_000, () => request.destroy(new Error('no answer within 30 s')));
    request.end(content);
  });
}
