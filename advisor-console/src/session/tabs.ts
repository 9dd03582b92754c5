interface Listeners {
  signedIn: () => void;
  signedOut: () => void;
}

export interface Tabs {
  tellSignedIn: () => void;
  tellSignedOut: () => void;
}

/** Signing in or out in one tab counts for the others too: a shared desk must not stay open behind a closed one. */
export function openTabs(listeners: Listeners): Tabs {
  if (typeof BroadcastChannel === 'undefined') return { tellSignedIn: () => undefined, tellSignedOut: () => undefined };
  const channel = new BroadcastChannel('ticketero.session');
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (event.data === 'signed-in') listeners.signedIn();
    if (event.data === 'signed-out') listeners.signedOut();
  };
  return {
    tellSignedIn: () => {
      channel.postMessage('signed-in');
    },
    tellSignedOut: () => {
      channel.postMessage('signed-out');
    },
  };
}
