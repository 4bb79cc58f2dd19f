// Loads a function's handler and runs it for every event; speaks JSON, a line each, on the pipes
// that were standard input and output. What the function prints itself goes to standard error.
import { createRequire } from 'node:module';
import { existsSync, writeSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const OUT = 1;
const LOG = 2;

function writeAll(fd, text) {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e;
    }
  }
}

process.stdout.write = (chunk, encoding, done) => {
  writeAll(LOG, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
  const callback = typeof encoding === 'function' ? encoding : done;
  if (callback) callback();
  return true;
};

let current = '';
for (const [name, level] of [['log', 'INFO'], ['info', 'INFO'], ['debug', 'DEBUG'], ['warn', 'WARN'], ['error', 'ERROR']]) {
  console[name] = (...parts) =>
    writeAll(LOG, `${new Date().toISOString()}\t${current}\t${level}\t${format(...parts)}\n`);
}

const send = (message) => writeAll(OUT, JSON.stringify(message) + '\n');
const finish = (message) => {
  writeAll(LOG, '\0END\n');
  send(message);
};

function told(error, type) {
  const isError = error instanceof Error;
  const report = {
    errorType: type ?? (isError ? error.name : typeof error),
    errorMessage: isError ? error.message : String(error),
    trace: isError ? (error.stack ?? '').split('\n') : [],
  };
  writeAll(LOG, `${new Date().toISOString()}\t${current}\tERROR\tInvoke Error\t${JSON.stringify(report)}\n`);
  return report;
}

async function load(name) {
  const root = process.env.LAMBDA_TASK_ROOT;
  const base = path.basename(name);
  const dot = base.indexOf('.');
  if (dot < 0) throw Object.assign(new Error(`Bad handler '${name}'`), { name: 'Runtime.MalformedHandlerName' });
  const stem = path.join(root, path.dirname(name), base.slice(0, dot));
  const file = ['', '.js', '.mjs', '.cjs'].map((end) => stem + end).find((each) => existsSync(each));
  if (!file) {
    throw Object.assign(new Error(`Cannot find module '${path.basename(stem)}'`), { name: 'Runtime.ImportModuleError' });
  }
  let module;
  try {
    module = createRequire(stem)(file);
  } catch (e) {
    if (e.code !== 'ERR_REQUIRE_ESM' && !(e instanceof SyntaxError)) throw e;
    module = await import(pathToFileURL(file).href);
  }
  const handler = base.slice(dot + 1).split('.').reduce((from, key) => from?.[key], module);
  if (typeof handler !== 'function') {
    throw Object.assign(new Error(`${name} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
  }
  return handler;
}

function context(message) {
  const end = Date.now() + message.timeoutMillis;
  const env = process.env;
  return {
    awsRequestId: message.requestId,
    invokedFunctionArn: message.arn,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: message.clientContext ? JSON.parse(message.clientContext) : undefined,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, end - Date.now()),
  };
}

function invoke(handler, message) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    try {
      const result = handler(JSON.parse(message.event), context(message), callback);
      if (result && typeof result.then === 'function') result.then(resolve, reject);
      else if (handler.length < 3) resolve(result);
    } catch (e) {
      reject(e);
    }
  });
}

async function run(handler, message) {
  current = message.requestId;
  try {
    const result = await invoke(handler, message);
    finish({ type: 'done', payload: JSON.stringify(result ?? null) });
  } catch (e) {
    finish({ type: 'failed', error: told(e) });
  }
}

process.on('uncaughtException', (e) => finish({ type: 'failed', error: told(e, 'Runtime.UnhandledException') }));
process.on('unhandledRejection', (e) => finish({ type: 'failed', error: told(e, 'Runtime.UnhandledPromiseRejection') }));

let handler;
try {
  handler = await load(process.env._HANDLER);
} catch (e) {
  finish({ type: 'failed', error: told(e, e.name) });
}
if (handler) {
  send({ type: 'ready' });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    await run(handler, JSON.parse(line));
  }
}
process.exit(0);
