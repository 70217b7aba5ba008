import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A server that runs as a process of its own. */
export interface Program {
  url: string
  /** What it printed so far, for a failing test. */
  output: () => string
  stop: () => Promise<void>
}

export interface Start {
  cwd: string
  env?: Record<string, string>
}

/** Starts a program and waits until it has printed the address at which it listens. */
export async function startProgram(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: Start,
): Promise<Program> {
  const child = spawn(command, args, {
    cwd,
    // Options of the test runner's own process must not reach the program.
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const exited = once(child, 'exit').catch((error: Error) => void (output += error.message))
  // One that neither listens nor ends must not outlive the tests.
  const silence = setTimeout(() => child.kill('SIGKILL'), 60_000)
  const url = await new Promise<string | undefined>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const address = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(output)
        if (address) resolve(address[0])
      })
    }
    void exited.then(() => resolve(undefined))
  })
  clearTimeout(silence)
  if (url === undefined) throw new Error(`${command} ${args.join(' ')} ended\n${output}`)

  return {
    url,
    output: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      // A server that waits for open connections must not keep us waiting as well.
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
      await exited
      clearTimeout(timer)
    },
  }
}
