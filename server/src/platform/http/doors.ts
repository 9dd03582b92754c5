/** What one client may take of the server, with the unit in each name. Tests bring smaller ones. */
export interface Doors {
  bodyBytes: number;
  /** A Telegram update: refused, it would be delivered again and again, and hold back what comes after it. */
  updateBytes: number;
  /** A branch's file that is imported: sixty holidays and all its texts do not fit into what is enough for everybody. */
  fileBytes: number;
  headerBytes: number;
  headersMax: number;
  urlBytes: number;
  queryParametersMax: number;
  jsonDepthMax: number;
  /** From the first byte, or from the connection when none comes, to the end of the headers. */
  headersMs: number;
  /** … to the end of the body. */
  requestMs: number;
  /** Between two requests: longer than proxies keep an idle connection (60 s), so that they close it and not we. */
  idleMs: number;
  /** Without a byte either way while an answer is under way: who asks and does not read. */
  silenceMs: number;
  /** How often the two above are looked at: Node's own 30 s would make 45 of our 15. */
  lookEveryMs: number;
  /** Open connections of one address that is no proxy of ours; times RATE_LIMIT_FACTOR, like all below. */
  connectionsPerAddress: number;
  underWay: UnderWayDoors;
  sockets: SocketDoors;
}

/** Who only looks is refused first, then who wants a number, and those at the desks last, who serve the ones that wait. */
export interface UnderWayDoors {
  reads: UnderWay;
  customers: UnderWay;
  staff: UnderWay;
}

/** When one more request of this rank is refused. */
export interface UnderWay {
  /** So many are under way in this process, of all ranks together. */
  most: number;
  /** Answers take longer than this at present, ms, and not just a few are under way. */
  slowMs: number;
}

export interface SocketDoors {
  /** Handshakes of one address. After a restart all screens of a branch come back at once, through one address. */
  handshakesPerMinute: number;
  /** What one connection may send. A client of ours sends one CONNECT, and a resync in 5 s at most. */
  messagesPerMinute: number;
  /** A connection that has joined no namespace is closed after this. */
  joinMs: number;
  /** Connections of one address that have joined none yet. */
  waitingPerAddress: number;
  perDevice: number;
  /** Tabs of one person. */
  perPerson: number;
  perTicket: number;
  /** Ticket pages of one address: nobody signed in there. */
  ticketsPerAddress: number;
}

/** Requests of one address for what needs no token, in all: pages, files, public routes, what is not there. */
export const PUBLIC_PER_MINUTE = 1_200;

export const DOORS: Doors = {
  bodyBytes: 16 * 1024,
  updateBytes: 1024 * 1024,
  fileBytes: 64 * 1024,
  headerBytes: 16 * 1024,
  headersMax: 100,
  urlBytes: 2_048,
  queryParametersMax: 30,
  jsonDepthMax: 20, // nothing of ours is deeper than 2
  headersMs: 10_000,
  requestMs: 15_000,
  idleMs: 72_000,
  silenceMs: 60_000,
  lookEveryMs: 1_000,
  connectionsPerAddress: 1_000,
  // Two seconds are what a person takes for an answer.
  underWay: {
    reads: { most: 1_500, slowMs: 3_000 },
    customers: { most: 2_000, slowMs: 5_000 },
    staff: { most: 3_000, slowMs: 10_000 },
  },
  sockets: {
    handshakesPerMinute: 600,
    messagesPerMinute: 120,
    joinMs: 10_000,
    waitingPerAddress: 100,
    perDevice: 8,
    perPerson: 20,
    perTicket: 20,
    ticketsPerAddress: 300,
  },
};
