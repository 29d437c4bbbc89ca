/** One request to the API server. */
export interface ApiRequest {
  readonly method: "GET" | "POST";
  /** Path and query. */
  readonly path: string;
  readonly accept?: string;
  /** Of a self review: the only thing that is ever posted. */
  readonly body?: string;
}

export interface ApiReply {
  readonly status: number;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends with the reply; throws where the connection breaks. To leave it early is to close the connection. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** The way to one API server: over the network, or straight to one of the tests. */
export interface Transport {
  /** @rejects with what went wrong before there were headers, or the signal's reason */
  readonly send: (request: ApiRequest, signal: AbortSignal) => Promise<ApiReply>;
}
