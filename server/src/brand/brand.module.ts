import { Module } from '@nestjs/common';

import { BrandController } from './brand.controller.js';
import { BrandFiles } from './brand-files.js';
import { BrandFolder } from './brand-folder.js';

@Module({ controllers: [BrandController], providers: [BrandFiles, BrandFolder] })
export class BrandModule {}
