import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { programOf } from './programs.mjs';
import { freePort, isOpen } from './redis.js';

const NGINX = programOf('nginx');
const SHIPPED = resolve(__dirname, '../../../deploy/nginx.conf');

/** `describe` where there is an nginx; where there is none, its tests are counted as skipped. */
export const describeWithNginx = NGINX === null ? describe.skip : describe;

/** A real nginx with the configuration that is shipped, but for the port and the servers' addresses. */
export class RealNginx {
  private child: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'ticketero-nginx-'));

  private constructor(readonly port: number) {}

  static async before(urls: string[]): Promise<RealNginx> {
    const nginx = new RealNginx(await freePort());
    nginx.write(urls);
    return nginx;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What `nginx -t` says of it. */
  check(): string {
    return spawnSync(NGINX ?? '', [...this.options, '-t'], { encoding: 'utf8' }).stderr;
  }

  async start(): Promise<void> {
    this.child = spawn(NGINX ?? '', this.options, { stdio: 'ignore' });
    while (!(await isOpen(this.port))) await new Promise((done) => setImmediate(done));
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
    return ['-p', this.folder, '-e', join(this.folder, 'error.log'), '-c', join(this.folder, 'main.conf')];
  }

  private write(urls: string[]): void {
    const servers = [...urls];
    const site = readFileSync(SHIPPED, 'utf8')
      .replace('listen 80;', `listen 127.0.0.1:${this.port};`)
      .replace(/^ {2}server 127\.0\.0\.1:\d+/gm, () => `  server ${new URL(servers.shift() ?? '').host}`);
    if (servers.length > 0 || !site.includes(`:${this.port};`))
      throw new Error('deploy/nginx.conf has changed its shape');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path t_${kind};`,
    );
    const main = [
      'daemon off; worker_processes 1; pid nginx.pid; error_log error.log;',
      'events {}',
      `http { access_log off; ${temporary.join(' ')} include site.conf; }`,
    ];
    chmodSync(this.folder, 0o777); // nginx's workers are another user
    writeFileSync(join(this.folder, 'site.conf'), site);
    writeFileSync(join(this.folder, 'main.conf'), main.join('\n'));
  }
}
