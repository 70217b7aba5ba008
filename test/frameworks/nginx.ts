import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPort } from '../../scripts/lib/port.mjs'
import { run } from '../../scripts/lib/run.mjs'

const NGINX = '/usr/sbin/nginx'

export const hasNginx = (): boolean => existsSync(NGINX)

/** One nginx in front of one application, in the ways that matter to cookies. */
export interface Proxy {
  /** As it is installed. */
  readonly plain: string
  /** With bigger header buffers. */
  readonly roomy: string
  /** Ends TLS, with a certificate that it signed itself. */
  readonly tls: string
  /** Keeps what responses allow it to keep. */
  readonly caching: string
  stop(): Promise<void>
}

/** Starts nginx in front of an application; everything that it writes stays in the folder. */
export async function startNginx(folder: string, upstream: string): Promise<Proxy> {
  mkdirSync(folder, { recursive: true })
  await makeCertificate(folder)
  const ports: number[] = []
  for (const from of [4610, 4630, 4650, 4670]) ports.push(await findPort(from))
  const [plain = 0, roomy = 0, tls = 0, caching = 0] = ports
  const path = join(folder, 'nginx.conf')
  writeFileSync(path, configuration(folder, upstream, { plain, roomy, tls, caching }))

  const child = spawn(NGINX, ['-c', path, '-p', folder, '-e', join(folder, 'error.log')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exited = once(child, 'exit')
  for (const port of ports) await listening(port)
  const at = (scheme: string, port: number): string => `${scheme}://localhost:${port}`
  return {
    plain: at('http', plain),
    roomy: at('http', roomy),
    tls: at('https', tls),
    caching: at('http', caching),
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** The workers of a root's nginx run as nobody, who may not write where the tests do. */
const isRoot = (): boolean => process.getuid?.() === 0

type Ports = Record<'plain' | 'roomy' | 'tls' | 'caching', number>

const configuration = (folder: string, upstream: string, ports: Ports): string => `
daemon off;
${isRoot() ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  proxy_cache_path ${folder}/cache keys_zone=pages:1m;
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-Proto $scheme;
  server {
    listen 127.0.0.1:${ports.plain};
    location / { proxy_pass ${upstream}; }
  }
  server {
    listen 127.0.0.1:${ports.roomy};
    proxy_buffer_size 16k;
    proxy_buffers 8 16k;
    large_client_header_buffers 4 16k;
    location / { proxy_pass ${upstream}; }
  }
  server {
    listen 127.0.0.1:${ports.tls} ssl;
    ssl_certificate ${folder}/certificate.pem;
    ssl_certificate_key ${folder}/key.pem;
    location / { proxy_pass ${upstream}; }
  }
  server {
    listen 127.0.0.1:${ports.caching};
    proxy_cache pages;
    add_header X-Cache $upstream_cache_status;
    location / { proxy_pass ${upstream}; }
  }
}
`

async function makeCertificate(folder: string): Promise<void> {
  const paths = `-keyout ${join(folder, 'key.pem')} -out ${join(folder, 'certificate.pem')}`
  const { code, output } = await run(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost ${paths}`.split(
      ' ',
    ),
  )
  if (code !== 0) throw new Error(output)
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (open) return
    await sleep(50)
  }
  throw new Error(`nginx does not listen on ${port}`)
}
