import fc from "fast-check";
import { expect, test } from "vitest";
import { type Pasted, readPasted } from "./pasted.ts";

const short = ({ from, to, port, protocol, symptom }: Pasted): string => `${from === undefined ? "" : `${from} > `}${to}${port === undefined ? "" : ` ${String(port)}`}/${protocol} ${symptom ?? "-"}`;

/** What programs wrote, and the connections in it, likeliest first. */
const TEXTS: readonly { readonly by: string; readonly text: string; readonly told: readonly string[] }[] = [
  // Go
  { by: "Go, an address", text: "dial tcp 203.0.113.4:443: i/o timeout", told: ["ip:203.0.113.4 443/tcp timeout"] },
  { by: "Go, refused", text: "dial tcp 10.0.4.2:6379: connect: connection refused", told: ["ip:10.0.4.2 6379/tcp refused"] },
  { by: "Go, no route", text: "dial tcp 10.0.4.2:6379: connect: no route to host", told: ["ip:10.0.4.2 6379/tcp unreachable"] },
  { by: "Go, a lookup that found nothing", text: "dial tcp: lookup api.stripe.com on 10.96.0.10:53: no such host", told: ["dns:api.stripe.com/tcp unresolved", "ip:10.96.0.10 53/udp -"] },
  { by: "Go, a lookup that had no answer", text: "dial tcp: lookup api.stripe.com on 10.96.0.10:53: read udp 10.0.1.7:51432->10.96.0.10:53: i/o timeout", told: ["ip:10.0.1.7 > ip:10.96.0.10 53/udp timeout", "ip:10.0.1.7 > dns:api.stripe.com/tcp unresolved"] },
  { by: "Go, a connection that was open", text: "read tcp 10.0.1.7:51432->203.0.113.4:443: read: connection timed out", told: ["ip:10.0.1.7 > ip:203.0.113.4 443/tcp timeout"] },
  { by: "Go, HTTP", text: 'Get "https://api.stripe.com/v1": context deadline exceeded (Client.Timeout exceeded while awaiting headers)', told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "Go, HTTP and what it dialled", text: 'Post "https://api.stripe.com/v1/charges": dial tcp 203.0.113.4:443: i/o timeout', told: ["ip:203.0.113.4 443/tcp timeout", "dns:api.stripe.com 443/tcp timeout"] },
  { by: "Go, HTTP and a lookup", text: 'Get "https://api.stripe.com/v1": dial tcp: lookup api.stripe.com: Temporary failure in name resolution', told: ["dns:api.stripe.com 443/tcp unresolved"] },
  { by: "Go, IPv6", text: "dial tcp [2001:db8::1]:443: connect: network is unreachable", told: ["ip:2001:db8::1 443/tcp unreachable"] },
  { by: "Go, in a log of JSON", text: String.raw`{"level":"error","msg":"read tcp 10.0.1.7:51432-\u003e203.0.113.4:443: i/o timeout","url":"Get \"https://api.stripe.com/v1\""}`, told: ["ip:10.0.1.7 > ip:203.0.113.4 443/tcp timeout", "ip:10.0.1.7 > dns:api.stripe.com 443/tcp timeout"] },
  { by: "gRPC in Go", text: 'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.0.2.5:50051: i/o timeout"', told: ["ip:10.0.2.5 50051/tcp timeout"] },
  { by: "gRPC in C++", text: "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.0.2.5:50051: Failed to connect to remote host: Connection refused", told: ["ip:10.0.2.5 50051/tcp refused"] },
  { by: "gRPC in C++, IPv6", text: "failed to connect to all addresses; last error: UNAVAILABLE: ipv6:%5B2001:db8::1%5D:50051: connection attempt timed out before receiving SETTINGS frame", told: ["ip:2001:db8::1 50051/tcp timeout"] },
  { by: "gRPC, a name", text: "DNS resolution failed for api.shop:50051: C-ares status is not ARES_SUCCESS qtype=A name=api.shop is_balancer=0: Timeout while contacting DNS servers", told: ["dns:api.shop 50051/tcp unresolved"] },
  { by: "kubelet", text: 'Readiness probe failed: Get "http://10.0.1.7:8080/healthz": dial tcp 10.0.1.7:8080: connect: connection refused', told: ["ip:10.0.1.7 8080/tcp refused"] },

  // curl, wget, nc and others
  { by: "curl 28", text: "curl: (28) Failed to connect to api.stripe.com port 443 after 130021 ms: Couldn't connect to server", told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "curl 28, of a connection", text: "$ curl -m 5 https://api.stripe.com/v1\ncurl: (28) Connection timed out after 5001 milliseconds", told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "curl 28, as the brief has it", text: "curl: (28) Failed to connect to api.stripe.com port 443 after 5000 ms: Timeout was reached", told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "curl 6", text: "curl: (6) Could not resolve host: api.stripe.com", told: ["dns:api.stripe.com/tcp unresolved"] },
  { by: "curl 7", text: "curl: (7) Failed to connect to web.shop.svc.cluster.local port 80 after 2 ms: Connection refused", told: ["svc:shop/web 80/tcp refused"] },
  { by: "curl -v", text: "*   Trying 203.0.113.4:443...\n* connect to 203.0.113.4 port 443 from 10.0.1.7 port 41152 failed: Connection timed out\n* Failed to connect to api.stripe.com port 443 after 130021 ms: Could not connect to server", told: ["ip:10.0.1.7 > ip:203.0.113.4 443/tcp timeout", "ip:10.0.1.7 > dns:api.stripe.com 443/tcp timeout"] },
  { by: "wget", text: "Connecting to api.stripe.com (api.stripe.com)|203.0.113.4|:443... failed: Connection timed out.", told: ["ip:203.0.113.4 443/tcp timeout", "dns:api.stripe.com 443/tcp timeout"] },
  { by: "wget, a name", text: "wget: unable to resolve host address ‘api.stripe.com’", told: ["dns:api.stripe.com/tcp unresolved"] },
  { by: "wget of BusyBox", text: "Connecting to api.stripe.com (203.0.113.4:443)\nwget: can't connect to remote host (203.0.113.4): Connection timed out", told: ["ip:203.0.113.4 443/tcp timeout", "dns:api.stripe.com 443/tcp timeout"] },
  { by: "wget of BusyBox, a name", text: "wget: bad address 'api.stripe.com'", told: ["dns:api.stripe.com/tcp unresolved"] },
  { by: "nc of OpenBSD", text: "nc: connect to 203.0.113.4 port 443 (tcp) timed out: Operation now in progress", told: ["ip:203.0.113.4 443/tcp timeout"] },
  { by: "nc of OpenBSD, a name", text: "nc: connect to db.data (10.0.3.4) 5432 port [tcp/postgresql] failed: Connection refused", told: ["ip:10.0.3.4 5432/tcp refused", "dns:db.data 5432/tcp refused"] },
  { by: "nc of BusyBox", text: "nc: 203.0.113.4 (203.0.113.4:443): Connection timed out", told: ["ip:203.0.113.4 443/tcp timeout"] },
  { by: "traditional nc", text: "api.stripe.com [203.0.113.4] 443 (https) : Connection timed out", told: ["ip:203.0.113.4 443/tcp timeout", "dns:api.stripe.com 443/tcp timeout"] },
  { by: "ssh", text: "ssh: connect to host git.example port 22: Connection timed out", told: ["dns:git.example 22/tcp timeout"] },
  { by: "dig", text: ";; communications error to 10.96.0.10#53: timed out", told: ["ip:10.96.0.10 53/udp timeout"] },
  { by: "git", text: "fatal: unable to access 'https://github.com/acme/api.git/': Failed to connect to github.com port 443 after 130 ms: Connection refused", told: ["dns:github.com 443/tcp refused"] },
  { by: "kubectl exec", text: "$ kubectl exec -n default deploy/api-client -- curl -sS -m 5 https://api.stripe.com\ncurl: (28) Connection timed out after 5000 milliseconds\ncommand terminated with exit code 28", told: ["default/deploy/api-client > dns:api.stripe.com 443/tcp timeout"] },
  { by: "kubectl debug", text: "kubectl debug -n default pod/api-client-7d9f -it --image=nicolaka/netshoot -- nc -vz -w 5 203.0.113.4 443", told: ["default/api-client-7d9f > ip:203.0.113.4 443/tcp -"] },
  { by: "kubectl exec, nobody's namespace", text: "kubectl exec api-0 -- nc -vz db.data 5432", told: ["dns:db.data 5432/tcp -"] },

  // Java
  { by: "Java, HttpClient", text: "org.apache.http.conn.ConnectTimeoutException: Connect to api.stripe.com:443 [api.stripe.com/203.0.113.4] failed: connect timed out", told: ["ip:203.0.113.4 443/tcp timeout", "dns:api.stripe.com 443/tcp timeout"] },
  { by: "Java, a bare exception beside a URL", text: "GET https://api.stripe.com/v1\njava.net.ConnectException: Connection timed out\n\tat java.base/sun.nio.ch.Net.connect0(Native Method)\n\tat com.acme.Pay.charge(Pay.java:120)", told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "Java, a name", text: "java.net.UnknownHostException: api.stripe.com: Name or service not known", told: ["dns:api.stripe.com/tcp unresolved"] },
  { by: "OkHttp", text: "java.net.ConnectException: Failed to connect to api.stripe.com/203.0.113.4:443", told: ["ip:203.0.113.4 443/tcp -", "dns:api.stripe.com 443/tcp -"] },
  { by: "Netty", text: "io.netty.channel.ConnectTimeoutException: connection timed out: redis.cache/10.0.4.2:6379", told: ["ip:10.0.4.2 6379/tcp timeout", "dns:redis.cache 6379/tcp timeout"] },
  { by: "Netty, no name", text: "io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: /10.0.4.2:6379", told: ["ip:10.0.4.2 6379/tcp refused"] },
  { by: "HikariCP", text: "HikariPool-1 - Exception during pool initialization.\norg.postgresql.util.PSQLException: Connection to db.data:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.", told: ["dns:db.data 5432/tcp refused"] },
  { by: "JDBC", text: "HikariPool-1 - Connection is not available, request timed out after 30001ms. jdbc:postgresql://db.data/shop?user=app", told: ["dns:db.data 5432/tcp timeout"] },
  { by: "JDBC, Oracle", text: "jdbc:oracle:thin:@//ora.data:1521/SHOP: IO Error: The Network Adapter could not establish the connection", told: ["dns:ora.data 1521/tcp -"] },
  { by: "Kafka", text: "[AdminClient] Connection to node -1 (kafka.data/10.0.5.6:9092) could not be established. Broker may not be available.", told: ["ip:10.0.5.6 9092/tcp -", "dns:kafka.data 9092/tcp -"] },

  // Python
  { by: "urllib3", text: "HTTPSConnectionPool(host='api.stripe.com', port=443): Max retries exceeded with url: /v1 (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno 110] Connection timed out'))", told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "urllib3, a name", text: `HTTPSConnectionPool(host='api.stripe.com', port=443): Max retries exceeded with url: / (Caused by NameResolutionError("<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve 'api.stripe.com' ([Errno -3] Temporary failure in name resolution)"))`, told: ["dns:api.stripe.com 443/tcp unresolved"] },
  { by: "psycopg", text: 'connection to server at "db.data" (10.0.3.4), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?', told: ["ip:10.0.3.4 5432/tcp timeout", "dns:db.data 5432/tcp timeout"] },
  { by: "psycopg, older", text: 'could not connect to server: Connection refused\n\tIs the server running on host "db.data" (10.0.3.4) and accepting\n\tTCP/IP connections on port 5432?', told: ["ip:10.0.3.4 5432/tcp refused", "dns:db.data 5432/tcp refused"] },
  { by: "psycopg, a name", text: 'could not translate host name "db.data" to address: Name or service not known', told: ["dns:db.data 5432/tcp unresolved"] },
  { by: "redis-py", text: "redis.exceptions.ConnectionError: Error 110 connecting to redis.cache:6379. Connection timed out.", told: ["dns:redis.cache 6379/tcp timeout"] },
  { by: "aiohttp", text: "Cannot connect to host api.stripe.com:443 ssl:default [Connect call failed ('203.0.113.4', 443)]", told: ["ip:203.0.113.4 443/tcp -", "dns:api.stripe.com 443/tcp -"] },
  { by: "PyMySQL", text: "(2003, \"Can't connect to MySQL server on 'mysql.data' ([Errno 111] Connection refused)\")", told: ["dns:mysql.data 3306/tcp refused"] },
  { by: "PyMongo", text: "pymongo.errors.ServerSelectionTimeoutError: mongo.data:27017: timed out (configured timeouts: connectTimeoutMS: 20000.0ms)", told: ["dns:mongo.data 27017/tcp timeout"] },

  // Node
  { by: "Node", text: "Error: connect ETIMEDOUT 203.0.113.4:443\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)", told: ["ip:203.0.113.4 443/tcp timeout"] },
  { by: "Node, IPv6", text: "connect ECONNREFUSED 2001:db8::1:6379", told: ["ip:2001:db8::1 6379/tcp refused"] },
  { by: "Node, its own end", text: "connect EHOSTUNREACH 10.0.4.2:6379 - Local (10.0.1.7:41152)", told: ["ip:10.0.1.7 > ip:10.0.4.2 6379/tcp unreachable"] },
  { by: "Node, a name", text: "getaddrinfo EAI_AGAIN api.stripe.com", told: ["dns:api.stripe.com/tcp unresolved"] },
  { by: "Node, a name with its port", text: "getaddrinfo ENOTFOUND api.stripe.com api.stripe.com:443", told: ["dns:api.stripe.com 443/tcp unresolved"] },
  { by: "undici", text: "TypeError: fetch failed\n  [cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: api.stripe.com:443, timeout: 10000ms)", told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "Node, an error that is printed", text: "  errno: -110,\n  code: 'ETIMEDOUT',\n  syscall: 'connect',\n  address: '203.0.113.4',\n  port: 443", told: ["ip:203.0.113.4 443/tcp timeout"] },

  // Ruby, .NET, Rust, PHP, Elixir
  { by: "Ruby", text: "Net::OpenTimeout: Failed to open TCP connection to api.stripe.com:443 (execution expired)", told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "Ruby, a socket", text: 'Errno::ECONNREFUSED: Connection refused - connect(2) for "redis.cache" port 6379', told: ["dns:redis.cache 6379/tcp refused"] },
  { by: "Ruby, Redis", text: "Redis::CannotConnectError: Error connecting to Redis on redis:6379 (Errno::ETIMEDOUT)", told: ["dns:redis 6379/tcp timeout"] },
  { by: ".NET", text: "System.Net.Http.HttpRequestException: Connection timed out (api.stripe.com:443)\n ---> System.Net.Sockets.SocketException (110): Connection timed out", told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: ".NET on Windows", text: "No connection could be made because the target machine actively refused it. (api.stripe.com:443)", told: ["dns:api.stripe.com 443/tcp refused"] },
  { by: "Npgsql", text: "Npgsql.NpgsqlException (0x80004005): Failed to connect to 10.0.3.4:5432\n ---> System.TimeoutException: Timeout during connection attempt", told: ["ip:10.0.3.4 5432/tcp timeout"] },
  { by: "reqwest", text: 'reqwest::Error { kind: Request, url: "https://api.stripe.com/v1", source: hyper_util::client::legacy::Error(Connect, ConnectError("tcp connect error", Os { code: 110, kind: TimedOut, message: "Connection timed out" })) }', told: ["dns:api.stripe.com 443/tcp timeout"] },
  { by: "reqwest, a name", text: "error sending request for url (http://web.shop.svc:8080/): error trying to connect: dns error: failed to lookup address information: Name or service not known", told: ["svc:shop/web 8080/tcp unresolved"] },
  { by: "PHP", text: "stream_socket_client(): unable to connect to tcp://redis.cache:6379 (Connection timed out)", told: ["dns:redis.cache 6379/tcp timeout"] },
  { by: "PHP, curl", text: "cURL error 6: Could not resolve host: api.stripe.com (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.stripe.com/v1", told: ["dns:api.stripe.com 443/tcp unresolved"] },
  { by: "Elixir", text: "** (DBConnection.ConnectionError) tcp connect (db.data:5432): connection refused - :econnrefused", told: ["dns:db.data 5432/tcp refused"] },

  // proxies, and what watches packets
  { by: "nginx", text: '2026/04/16 02:13:40 [error] 29#29: *5 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.0.9.1, server: shop.example, request: "GET / HTTP/1.1", upstream: "http://10.0.2.5:8080/", host: "shop.example"', told: ["ip:10.0.2.5 8080/tcp timeout"] },
  { by: "nginx, a name", text: 'nginx: [emerg] host not found in upstream "web.shop.svc.cluster.local" in /etc/nginx/conf.d/default.conf:12', told: ["svc:shop/web/tcp unresolved"] },
  { by: "a kernel's log", text: "IN= OUT=eth0 SRC=10.0.1.7 DST=203.0.113.4 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=1 DF PROTO=TCP SPT=51432 DPT=443 WINDOW=64240 SYN", told: ["ip:10.0.1.7 > ip:203.0.113.4 443/tcp -"] },
  { by: "tcpdump", text: "02:13:40.123456 IP 10.0.1.7.51432 > 203.0.113.4.443: Flags [S], seq 1, win 64240, length 0", told: ["ip:10.0.1.7 > ip:203.0.113.4 443/tcp -"] },
  { by: "Hubble", text: "Apr 16 02:13:40.123: default/api-client-7d9f:51432 (ID:123) <> 203.0.113.4:443 (world) Policy denied DROPPED (TCP Flags: SYN)", told: ["default/api-client-7d9f > ip:203.0.113.4 443/tcp timeout"] },

  // addresses
  { by: "an address and a port", text: "203.0.113.4:443", told: ["ip:203.0.113.4 443/tcp -"] },
  { by: "a name and a port", text: "api.stripe.com:443", told: ["dns:api.stripe.com 443/tcp -"] },
  { by: "IPv6 in brackets", text: "[2001:db8::1]:53/udp", told: ["ip:2001:db8::1 53/udp -"] },
  { by: "a URL", text: "https://api.stripe.com/v1/charges?x=1", told: ["dns:api.stripe.com 443/tcp -"] },
  { by: "a URL with a port", text: "http://web.shop.svc.cluster.local:8080/", told: ["svc:shop/web 8080/tcp -"] },
  { by: "a database's URL", text: "postgres://app:s3cret@db.data/shop", told: ["dns:db.data 5432/tcp -"] },
  { by: "a Service's name", text: "web.shop.svc.cluster.local:80", told: ["svc:shop/web 80/tcp -"] },
  { by: "an arrow", text: "default/api-client -> api.stripe.com:443/tcp", told: ["default/api-client > dns:api.stripe.com 443/tcp -"] },
  { by: "an arrow between ids", text: "default/deploy/api-client → svc:shop/web:80", told: ["default/deploy/api-client > svc:shop/web 80/tcp -"] },
  { by: "an arrow to a pod", text: "default/api -> shop/web:8080/udp", told: ["default/api > shop/web 8080/udp -"] },

  // nothing to check
  { by: "a word", text: "api-client", told: [] },
  { by: "an address alone is searched for", text: "203.0.113.4", told: [] },
  { by: "a filter", text: "ns:web to:api.stripe.com port:443 verdict:blocked changed:24h", told: [] },
  { by: "places in programs", text: "goroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\n  at Foo.bar (index.mjs:10:5)", told: [] },
  { by: "the caller itself", text: "dial tcp 127.0.0.1:5432: connect: connection refused", told: [] },
  { by: "a time and an image", text: "02:13:40 pulled nginx:1.25 and ghcr.io/acme/api:1.4", told: [] },
];

test.each(TEXTS)("$by", ({ text, told }) => expect(readPasted(text).map(short)).toEqual(told));

test("what tells the symptom is quoted, and nothing else: a URL may hold a password", () => {
  expect(readPasted("dial tcp 203.0.113.4:443: i/o timeout")[0]?.said).toBe("i/o timeout");
  expect(JSON.stringify(readPasted("postgres://app:s3cret@db.data/shop: connection refused"))).not.toContain("s3cret");
});

test("no text throws, and what is found can be asked for", () => {
  const parts = fc.constantFrom(...TEXTS.flatMap(({ text }) => text.split(/(?<=[\s:])/)));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.array(parts).map((some) => some.join(""))), (text) => {
      for (const { to, port } of readPasted(text)) {
        expect(to).not.toBe("");
        expect(port === undefined || (port >= 1 && port <= 65_535)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
