// @ts-check
// The linter's configuration with what the compiler has to say: the rules that need types load every program anyway, and a
// compiler of its own beside them would find out each type a second time.
import config from '../../eslint.config.mjs';
import { typeErrors } from './type-errors.mjs';

export default [
  ...config,
  {
    files: ['**/*.{ts,tsx,mjs,cjs}'],
    plugins: { types: { rules: { errors: typeErrors } } },
    rules: { 'types/errors': 'error' },
  },
];
