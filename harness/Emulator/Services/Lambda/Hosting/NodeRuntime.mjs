// The runtime of Node functions: takes events from the Lambda Runtime API, hands them to the function's handler, and sends back what it answers.
// Protocol: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html; handlers: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import util from 'node:util';
import { pathToFileURL } from 'node:url';

const env = process.env;
const [authority, ...prefix] = env.AWS_LAMBDA_RUNTIME_API.split('/');
const [hostname, port] = authority.split(':');
const base = [''].concat(prefix, '2018-06-01', 'runtime').join('/');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let requestId;

function call(method, resource, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const content = body === undefined ? undefined : Buffer.from(body);
    const all = content ? { 'Content-Type': 'application/json', 'Content-Length': content.length, ...headers } : headers;
    const request = http.request({ hostname, port, agent, method, path: `${base}/${resource}`, headers: all }, response => {
      const chunks = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(content);
  });
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

const sendError = (resource, error) => {
  const description = describe(error);
  return call('POST', resource, JSON.stringify(description), { 'Lambda-Runtime-Function-Error-Type': encodeURIComponent(description.errorType) });
};

function patchConsole() {
  const levels = { log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', debug: 'DEBUG', trace: 'TRACE' };
  for (const [name, level] of Object.entries(levels)) {
    console[name] = (...values) => {
      const text = util.format(...values).replaceAll('\n', '\r');
      process.stdout.write(`${new Date().toISOString()}\t${requestId ?? 'undefined'}\t${level}\t${text}\n`);
    };
  }
}

function named(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

async function loadHandler() {
  const [, folder, file, member] = /^(.*\/)?([^./]+)\.(.+)$/.exec(env._HANDLER) ?? [];
  if (!member) throw named('Runtime.MalformedHandlerName', 'Bad handler');
  const stem = path.resolve(env.LAMBDA_TASK_ROOT, folder ?? '', file);
  const found = ['', '.js', '.mjs', '.cjs'].map(extension => stem + extension).find(candidate => fs.statSync(candidate, { throwIfNoEntry: false })?.isFile());
  if (!found) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const module = await import(pathToFileURL(found)).catch(error => {
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') throw named('Runtime.ImportModuleError', `Error: ${error.message}`);
    throw error;
  });
  const lookUp = root => member.split('.').reduce((at, name) => at?.[name], root);
  const handler = lookUp(module) ?? lookUp(module.default);
  if (handler === undefined) throw named('Runtime.HandlerNotFound', `${env._HANDLER} is undefined or not exported`);
  if (typeof handler !== 'function') throw named('Runtime.HandlerNotFound', `${env._HANDLER} is not a function`);
  return handler;
}

function contextOf(headers) {
  const clientContext = headers['lambda-runtime-client-context'];
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    awsRequestId: requestId,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    clientContext: clientContext ? JSON.parse(clientContext) : undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => Number(headers['lambda-runtime-deadline-ms']) - Date.now(),
  };
}

// Settled by the promise, by the callback (once nothing is left to do, unless the function says otherwise), or when nothing is left to do at all.
function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    let outcome;
    const settle = () => {
      process.removeListener('beforeExit', settle);
      if (outcome?.error) reject(outcome.error);
      else resolve(outcome?.value);
    };
    const callback = (error, value) => {
      if (outcome) return;
      outcome = { error, value };
      if (!context.callbackWaitsForEmptyEventLoop) settle();
    };
    context.done = callback;
    context.succeed = value => callback(null, value);
    context.fail = error => callback(error ?? new Error('context.fail was called'));
    process.on('beforeExit', settle);
    const answer = handler(event, context, callback);
    if (typeof answer?.then !== 'function') return;
    answer.then(value => { outcome ??= { value }; settle(); }, error => { outcome ??= { error: error ?? new Error(String(error)) }; settle(); });
  });
}

async function serve(handler) {
  const next = await call('GET', 'invocation/next');
  if (next.status !== 200) process.exit(1);
  requestId = next.headers['lambda-runtime-aws-request-id'];
  env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'];
  try {
    const value = await run(handler, JSON.parse(next.body.toString('utf8')), contextOf(next.headers));
    await call('POST', `invocation/${requestId}/response`, JSON.stringify(value) ?? 'null');
  } catch (error) {
    console.error('Invoke Error ', JSON.stringify(describe(error)));
    await sendError(`invocation/${requestId}/error`, error);
  }
}

async function crash(name, error) {
  console.error(name, JSON.stringify(describe(error)));
  await sendError(requestId ? `invocation/${requestId}/error` : 'init/error', error).catch(() => {});
  process.exit(requestId ? 129 : 1);
}

patchConsole();
globalThis.awslambda = { streamifyResponse: () => { throw new Error('Streamed responses are not supported here.'); } };
process.on('uncaughtException', error => crash('Uncaught Exception ', error));
process.on('unhandledRejection', reason => crash('Unhandled Promise Rejection ', named('Runtime.UnhandledPromiseRejection', String(reason))));
const handler = await loadHandler().catch(error => crash('Uncaught Exception ', error));
for (;;) await serve(handler);
