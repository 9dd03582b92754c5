import type { Brand } from '@ticketero/contract';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Public } from '../identity/index.js';
import { Answers } from '../platform/http/answers.js';
import { BrandFolder } from './brand-folder.js';

@ApiTags('machines')
@Controller('brand')
export class BrandController {
  constructor(private readonly folder: BrandFolder) {}

  /** The bank's own look, of this moment; without one every field is empty. What it names lies beside it, below `/brand/`. */
  @Get('brand.json')
  @Public()
  @Answers('Brand', { public: true })
  async brand(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Brand | undefined> {
    const brand = await this.folder.brand();
    const etag = `"${brand.version}"`;
    void reply.headers({ 'cache-control': 'no-cache', etag });
    if (!asksFor(request.headers['if-none-match'], etag)) return brand;
    void reply.code(304);
    return undefined;
  }
}

/** Whether the caller has this one already. */
function asksFor(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag);
}
