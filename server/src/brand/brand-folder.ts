import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

import type { Brand } from '@ticketero/contract';
import { Inject, Injectable, Logger } from '@nestjs/common';

import { WallClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { BRAND_FILE, isGiven, isPlainPath } from './brand-words.js';
import { readBrand, type FolderContent } from './read-brand.js';

const LOOK_EVERY_MS = 1_000;
const FILES_MAX = 500;
const TEXT_BYTES_MAX = 256 * 1024;

interface Look {
  brand: Brand;
  files: Map<string, string>;
}

/**
 * The folder that the operator keeps (BRAND_DIR). It is looked at when somebody asks, at most once a second: whoever changes
 * a file there sees it on the screens without a restart.
 */
@Injectable()
export class BrandFolder {
  private readonly log = new Logger('Brand');
  private look: Look | null = null;
  private seen: string | null = null;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private looking: Promise<Look> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'brandDir'>,
    private readonly clock: WallClock,
  ) {}

  /** Where the files lie; null: this server has no such folder. */
  get path(): string | null {
    return this.config.brandDir;
  }

  async brand(): Promise<Brand> {
    return (await this.current()).brand;
  }

  /** Whether a screen may be given this path below the folder, as of the latest look. */
  has(path: string): boolean {
    return this.look?.files.has(path) ?? false;
  }

  /** Never fails: what cannot be read is told in the log, and is not there. */
  async current(): Promise<Look> {
    if (this.look && this.clock.now() - this.lookedAt < LOOK_EVERY_MS) return this.look;
    this.looking ??= this.lookAgain().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async lookAgain(): Promise<Look> {
    const found = this.path === null ? NO_FOLDER : await list(this.path);
    this.lookedAt = this.clock.now();
    if (this.look && this.seen === found.stamp) return this.look;
    const content = await this.contentOf(found.files);
    const brand = readBrand(content, (field, why) => this.log.warn(`${BRAND_FILE}: ${field || 'it'} ${why}`));
    if (found.tooMany) this.log.warn(`${this.path}: more than ${FILES_MAX} files, the rest is left out`);
    this.seen = found.stamp;
    this.look = { brand, files: content.files };
    return this.look;
  }

  private async contentOf(files: Map<string, string>): Promise<FolderContent> {
    const given = new Map([...files].filter(([path]) => isGiven(path)));
    if (this.path === null || !files.has(BRAND_FILE)) return { text: null, files: given };
    try {
      const path = join(this.path, BRAND_FILE);
      if ((await stat(path)).size <= TEXT_BYTES_MAX) return { text: await readFile(path, 'utf8'), files: given };
      this.log.warn(`${BRAND_FILE}: it is larger than ${TEXT_BYTES_MAX} bytes`);
    } catch (error) {
      this.log.warn(`${BRAND_FILE}: it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
    }
    return { text: null, files: given };
  }
}

interface Found {
  /** Path below the folder → its time and size. */
  files: Map<string, string>;
  /** Another one when anything is another. */
  stamp: string;
  tooMany: boolean;
}

const NO_FOLDER: Found = { files: new Map(), stamp: '', tooMany: false };

/** Every file that really lies in the folder: a link may lead to another place in it, and not out. */
async function list(folder: string): Promise<Found> {
  const files = new Map<string, string>();
  try {
    const root = await realpath(folder);
    const names = (await readdir(root, { recursive: true })).map((name) => name.split(sep).join('/'));
    const plain = names.filter(isPlainPath).sort();
    for (const name of plain.slice(0, FILES_MAX)) {
      const mark = await markOf(root, name);
      if (mark !== null) files.set(name, mark);
    }
    return { files, stamp: JSON.stringify([...files]), tooMany: plain.length > FILES_MAX };
  } catch {
    return NO_FOLDER; // not there, or not any more
  }
}

async function markOf(root: string, name: string): Promise<string | null> {
  try {
    const path = await realpath(join(root, name));
    const file = await stat(path);
    return path.startsWith(root + sep) && file.isFile() ? `${file.mtimeMs} ${file.size}` : null;
  } catch {
    return null; // a link that leads nowhere, or a file that has just gone
  }
}
