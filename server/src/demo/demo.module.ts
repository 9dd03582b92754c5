import { Module } from '@nestjs/common';

import { IdentityModule } from '../identity/index.js';
import { DemoController } from './demo.controller.js';

@Module({ imports: [IdentityModule], controllers: [DemoController] })
export class DemoModule {}
