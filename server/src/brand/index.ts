export { BrandModule } from './brand.module.js';
