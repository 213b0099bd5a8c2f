// api/openapi.yaml as the tests use it: operations by id, examples, and a judge of answers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { root } from '../binary.mjs';

const kMethods = ['get', 'put', 'post', 'patch', 'delete'];
const kDocument = 'motcua:openapi';

export const api = parse(readFileSync(join(root, 'api/openapi.yaml'), 'utf8'));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: kDocument, ...api }, kDocument);

/** Follows `$ref`s; gives back the object and its JSON pointer. */
export function resolveRef(pointer) {
  const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const value = steps.reduce((at, step) => at?.[step], api);
  if (value === undefined) throw new Error(`nothing at ${pointer}`);
  return value.$ref ? resolveRef(value.$ref) : { value, pointer };
}

const escaped = (step) => step.replaceAll('~', '~0').replaceAll('/', '~1');

function parametersOf(path, method) {
  const pointers = [];
  (api.paths[path].parameters ?? []).forEach((_, i) => pointers.push(`#/paths/${escaped(path)}/parameters/${i}`));
  (api.paths[path][method].parameters ?? []).forEach((_, i) =>
    pointers.push(`#/paths/${escaped(path)}/${method}/parameters/${i}`),
  );
  return pointers.map((pointer) => resolveRef(pointer).value);
}

/** Every operation: {id, path, method, roles, open, parameters, body: examples by name or null}. */
export const operations = Object.fromEntries(
  Object.keys(api.paths).flatMap((path) =>
    kMethods
      .filter((method) => api.paths[path][method])
      .map((method) => {
        const said = api.paths[path][method];
        const examples = said.requestBody?.content['application/json'].examples ?? null;
        const open = (said.security ?? api.security).some((one) => Object.keys(one).length === 0);
        const roles = said['x-roles'] ?? [];
        return [said.operationId, { id: said.operationId, path, method, roles, open, said,
          parameters: parametersOf(path, method), body: examples }];
      }),
  ),
);

const validators = new Map(); // by pointer

function check(pointer, value) {
  if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `${kDocument}${encodeURI(pointer)}` }));
  const validate = validators.get(pointer);
  return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
}

/** What is wrong with a request body, as a list. */
export function faultsOfBody(operation, value) {
  return check(`#/paths/${escaped(operation.path)}/${operation.method}/requestBody/content/${escaped('application/json')}/schema`, value);
}

/** Every media type of every answer of an operation: {status, media, examples, faults(value)}. */
export function answersOf(operation) {
  const at = `#/paths/${escaped(operation.path)}/${operation.method}/responses`;
  return Object.keys(operation.said.responses).flatMap((status) => {
    const { value, pointer } = resolveRef(`${at}/${status}`);
    return Object.entries(value.content ?? {}).map(([media, content]) => ({
      status, media,
      examples: Object.fromEntries(Object.keys(content.examples ?? {}).map((name) =>
        [name, resolveRef(`${pointer}/content/${escaped(media)}/examples/${name}`).value.value])),
      faults: (body) => check(`${pointer}/content/${escaped(media)}/schema`, body),
    }));
  });
}

function faultsOfHeaders(said, headers) {
  return Object.entries(said ?? {}).flatMap(([name, header]) => {
    const { value } = header.$ref ? resolveRef(header.$ref) : { value: header };
    const given = headers.get(name);
    if (given === null) return value.required ? [`header ${name} is missing`] : [];
    return ajv.validate(value.schema, given) ? [] : [`header ${name} is ${given}`];
  });
}

function faultsOfProblem(status, body) {
  const codes = api.components['x-problem-codes'][status] ?? [];
  const faults = codes.includes(body.code) ? [] : [`code ${body.code} is not one of ${status}`];
  if (body.status !== status) faults.push(`member status ${body.status} differs from ${status}`);
  return body.type === `urn:motcua:problem:${body.code}` ? faults : [...faults, `type ${body.type}`];
}

/** What is wrong with an answer that any operation may give, or to a path that is none: a refusal in the one form. */
export function faultsOfStray({ status, headers, body, text }) {
  const media = (headers.get('content-type') ?? '').split(';')[0].trim();
  if (media !== 'application/problem+json') return [`${status} in ${media}: ${text}`];
  return [...check('#/components/schemas/Problem', body), ...faultsOfProblem(status, body)];
}

/** Codes that stand in `warnings` of a body and are not in the list of the interface. */
function faultsOfWarnings(body) {
  return (body.warnings ?? []).map((one) => one.code)
    .filter((code) => !api.components['x-warning-codes'].includes(code)).map((code) => `warning ${code} is unknown`);
}

/** What is wrong with an answer of the server: status, media type, headers, body. */
export function faultsOfAnswer(operation, { status, headers, text, body }) {
  if (!operation.said.responses[status]) return [`status ${status} is not in the interface: ${text}`];
  const { value } = resolveRef(`#/paths/${escaped(operation.path)}/${operation.method}/responses/${status}`);
  const faults = faultsOfHeaders(value.headers, headers);
  if (!value.content) return text === '' ? faults : [...faults, 'a body where none is said'];
  const media = (headers.get('content-type') ?? '').split(';')[0].trim();
  const answer = answersOf(operation).find((one) => one.status === String(status) && one.media === media);
  if (!answer) return [...faults, `media type ${media} is not said for ${status}`];
  faults.push(...answer.faults(media === 'text/plain' ? text : body));
  if (media === 'application/problem+json') faults.push(...faultsOfProblem(status, body));
  else if (body) faults.push(...faultsOfWarnings(body));
  return faults;
}
