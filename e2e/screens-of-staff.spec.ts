import { everybodyCanUse } from './support/matrix';

everybodyCanUse(['advisor-console']);
