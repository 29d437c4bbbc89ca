/** What a client saw of a connection that failed. */
export type Symptom = "timeout" | "refused" | "unresolved" | "unreachable";

/** In the order in which they are believed: much is called a timeout that was something else first. Numbers are Linux's and Winsock's. */
const SYMPTOMS: readonly { readonly symptom: Symptom; readonly said: RegExp }[] = [
  {
    symptom: "unresolved",
    said: /no such host|could not (?:be )?resolved?|couldn't resolve|unable to resolve|failed to resolve|can't resolve|cannot resolve|could not translate host name|name or service not known|name does not resolve|nodename nor servname provided|temporary failure in name resolution|no address associated with hostname|failed to lookup address information|host not found|dns resolution failed|no such host is known|unknown ?host(?:exception)?|getaddrinfo failed|\bdns error\b|bad address|server misbehaving|NameResolutionError|ENOTFOUND|EAI_AGAIN|EAI_NONAME|NXDOMAIN|SERVFAIL|c-ares status|no servers could be reached|queryA+ ETIMEOUT/i,
  },
  { symptom: "refused", said: /actively refused|connection (?:was )?refused|connect refused|ECONNREFUSED|\berrno 111\b|os error 111\b|code: 111\b|\(111\)|\b10061\b|\brefused\b/i },
  { symptom: "unreachable", said: /no route to host|NoRouteToHost(?:Exception)?|network is unreachable|host is unreachable|destination (?:host |net |port )?unreachable|unreachable (?:host|network)|administratively prohibited|EHOSTUNREACH|ENETUNREACH|\berrno (?:113|101)\b|os error (?:113|101)\b|\b(?:10065|10051)\b/i },
  {
    symptom: "timeout",
    said: /i\/o timeout|context deadline exceeded|deadline ?exceeded|execution expired|did not properly respond after a period of time|connection (?:attempt )?timed out|operation timed out|upstream timed out|timed out|timed? ?out|ETIMEDOUT|\berrno 110\b|os error 110\b|code: 110\b|\(110\)|\b10060\b|curl: \(28\)|cURL error 28|Policy denied DROPPED|policy-verdict:none/i,
  },
  // curl names no more than that where it was turned away.
  { symptom: "refused", said: /curl: \(7\)|cURL error 7\b/i },
];

/** @returns what is told of the failure, and the words that tell it; undefined where nothing does */
export function symptomIn(text: string): { readonly symptom: Symptom; readonly said: string } | undefined {
  for (const { symptom, said } of SYMPTOMS) {
    const found = said.exec(text)?.[0];
    if (found !== undefined) return { symptom, said: found };
  }
  return undefined;
}
