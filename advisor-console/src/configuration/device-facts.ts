import type { DeviceView } from '@ticketero/contract';

import type { About, Tell } from './saved';

/** What every card of a device is given. */
export interface DeviceProps {
  device: DeviceView;
  refresh: () => Promise<void>;
  tell: Tell;
}

export const aboutDevice = ({ id, branchOffice }: DeviceView): About => ({
  entityType: 'DEVICE',
  entityId: String(id),
  branch: branchOffice,
});
