import fastifyStatic from '@fastify/static';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

import { BrandFolder } from './brand-folder.js';

/** An svg is a document: opened by itself it may run nothing, fetch nothing and be of no origin. */
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** The pictures and videos of the bank, below `/brand/`: those that the folder holds and no other, with byte ranges. */
@Injectable()
export class BrandFiles implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly folder: BrandFolder,
  ) {}

  async onModuleInit(): Promise<void> {
    const root = this.folder.path;
    if (root === null) return;
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    await fastify.register(async (brand) => {
      brand.addHook('onRequest', async () => void (await this.folder.current()));
      await brand.register(fastifyStatic, {
        root,
        prefix: '/brand/',
        suppressWarning: true, // the folder may come later
        decorateReply: false,
        index: false,
        redirect: false,
        dotfiles: 'ignore',
        cacheControl: false,
        allowedPath: (path) => this.folder.has(path.replace(/^\//, '')),
        setHeaders: (reply, path) => {
          void reply.header('cache-control', 'no-cache');
          if (/\.svg$/i.test(path)) void reply.header('content-security-policy', SVG_POLICY);
        },
      });
    });
  }
}
