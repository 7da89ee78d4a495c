import { spawn } from 'node:child_process';

// Everything goes to stderr, so that what a command prints on stdout stays its own.
const out = process.stderr;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Runs one step of the set-up; prints one line for it, and how long it has taken while it runs. */
export async function step(label, run) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const progress = out.isTTY ? spinner(label, seconds) : ticker(label, seconds);
  try {
    const result = await run();
    out.write(`${clear()}✓ ${label}（${((Date.now() - began) / 1000).toFixed(1)} 秒）\n`);
    return result;
  } catch (error) {
    out.write(`${clear()}✗ ${label}\n`);
    throw error;
  } finally {
    clearInterval(progress);
  }
}

const clear = () => (out.isTTY ? '\r\u001B[K' : '');

function spinner(label, seconds) {
  let frame = 0;
  return setInterval(() => {
    frame = (frame + 1) % frames.length;
    out.write(`\r${frames[frame]} ${label} ${seconds()} 秒`);
  }, 120);
}

function ticker(label, seconds) {
  return setInterval(() => out.write(`… ${label} ${seconds()} 秒\n`), 4000);
}

/** Runs a program quietly; resolves with its exit code (null = not started or ended late) and output. */
export function quietly(program, args, { timeout = 0, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const timer = timeout > 0 ? setTimeout(() => child.kill('SIGKILL'), timeout) : undefined;
    const end = (code, error) => {
      clearTimeout(timer);
      resolve({
        code,
        output: error ? `${output}${error.message}` : output,
        missing: isMissing(error),
      });
    };
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => end(null, error));
    child.on('close', (code) => end(code));
  });
}

const isMissing = (error) => error?.code === 'ENOENT';
