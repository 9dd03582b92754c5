export { BranchDirectory, type BranchName } from './branch-directory.js';
export { BranchNews } from './branch-news.js';
export { BranchReader } from './branch-reader.js';
export { BranchesModule } from './branches.module.js';
export { AdvisorEntity, BranchEntity, QueueEntity } from './entities.js';
export { AlreadyIssued, UnitOfWork, type IssueRequest, type Outcome, type RunOptions } from './unit-of-work.js';
export { LOCK, UNSETTLED } from './branch-statements.js';
export { queueFacts, queueVersion, REFERENCE_QUEUES } from './queue-facts.js';
export { recent, TICKET_JSON } from './ticket-fields.js';
