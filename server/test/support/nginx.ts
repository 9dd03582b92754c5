import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { quietPort } from '../../../tools/lib/free-ports.mjs';
import { programOf } from './programs.mjs';
import { isOpen } from './redis.js';

const NGINX = programOf('nginx');
const SHIPPED = resolve(__dirname, '../../../deploy');

/** `describe` where there is an nginx; where there is none, its tests are counted as skipped. */
export const describeWithNginx = NGINX === null ? describe.skip : describe;

/** What a container is handed, on this machine. */
interface Certificate {
  certificate: string;
  key: string;
}

/** A real nginx with the configuration that is shipped, but for ports, places, and the servers' addresses. */
export class RealNginx {
  private child: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'ticketero-nginx-'));

  private constructor(
    readonly port: number,
    readonly tlsPort: number | null,
  ) {
    chmodSync(this.folder, 0o777); // nginx's workers are another user
    cpSync(join(SHIPPED, 'nginx'), join(this.folder, 'ticketero'), { recursive: true });
  }

  /** The one for a machine's own nginx, without TLS. */
  static async before(urls: string[]): Promise<RealNginx> {
    const nginx = new RealNginx(await quietPort(), null);
    nginx.write(urls);
    return nginx;
  }

  /** The one of the containers. */
  static async withTls(urls: string[], certificate: Certificate): Promise<RealNginx> {
    const nginx = new RealNginx(await quietPort(), await quietPort());
    nginx.writeContainers(urls, certificate);
    return nginx;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** By the name in the certificate. */
  get tlsUrl(): string {
    return `https://localhost:${this.tlsPort}`;
  }

  /** What it has written of requests. */
  get log(): string {
    return readFileSync(join(this.folder, 'ticketero.log'), 'utf8');
  }

  /** What `nginx -t` says of it. */
  check(): string {
    return spawnSync(NGINX ?? '', [...this.options, '-t'], { encoding: 'utf8' }).stderr;
  }

  async start(): Promise<void> {
    this.child = spawn(NGINX ?? '', this.options, { stdio: 'ignore' });
    while (!(await isOpen(this.tlsPort ?? this.port))) await new Promise((done) => setImmediate(done));
  }

  async remove(): Promise<void> {
    if (this.child) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get options(): string[] {
    const main = this.tlsPort === null ? 'main.conf' : 'ticketero/containers.conf';
    return ['-p', this.folder, '-e', join(this.folder, 'error.log'), '-c', join(this.folder, main)];
  }

  private write(urls: string[]): void {
    const site = this.adapted('nginx.conf', urls, {
      'listen 80;': `listen 127.0.0.1:${this.port};`,
      '/var/log/nginx/': `${this.folder}/`,
    });
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path t_${kind};`,
    );
    const main = [
      'daemon off; worker_processes 1; pid nginx.pid; error_log error.log;',
      'events {}',
      `http { access_log off; ${temporary.join(' ')} include site.conf; }`,
    ];
    writeFileSync(join(this.folder, 'site.conf'), site);
    writeFileSync(join(this.folder, 'main.conf'), main.join('\n'));
  }

  private writeContainers(urls: string[], { certificate, key }: Certificate): void {
    const main = this.adapted('nginx/containers.conf', urls, {
      '/tmp/': `${this.folder}/`,
      'listen 8080;': `listen 127.0.0.1:${this.port};`,
      'listen 8443 ssl;': `listen 127.0.0.1:${this.tlsPort} ssl;`,
      '/run/secrets/tls_certificate;': `${certificate};`,
      '/run/secrets/tls_key;': `${key};`,
      '/dev/stdout': `${this.folder}/ticketero.log`,
    });
    writeFileSync(join(this.folder, 'ticketero/containers.conf'), main);
  }

  /** Throws when the file has changed its shape: then it is another one that is tested than the one that is shipped. */
  private adapted(file: string, urls: string[], places: Record<string, string>): string {
    const servers = [...urls];
    let text = readFileSync(join(SHIPPED, file), 'utf8').replace(
      // Debian's nginx does not know `resolve` yet, and addresses need none.
      /^( +server) [\w.-]+:\d+( resolve)?/gm,
      (_, indented: string) => `${indented} ${new URL(servers.shift() ?? '').host}`,
    );
    for (const [shipped, here] of Object.entries(places)) {
      if (!text.includes(shipped)) throw new Error(`deploy/${file} has no ${shipped} any more`);
      text = text.replaceAll(shipped, here);
    }
    if (servers.length > 0) throw new Error(`deploy/${file} has fewer servers`);
    return text;
  }
}
