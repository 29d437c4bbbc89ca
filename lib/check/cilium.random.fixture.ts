import fc from "fast-check";
import { type RawCidrGroup, type RawCiliumCall, type RawCiliumCluster, type RawCiliumEnd, type RawCiliumPod, type RawCiliumPolicy, type RawCiliumRule, type RawItem, type RawNode, type RawService, type RawToPorts } from "./cilium.reference.fixture.ts";
import { NAMESPACES, NUMBERS, documentsOf, labels, policies as nativePolicies } from "./random.fixture.ts";
import type { RawPod, RawPolicy, RawSelector } from "./reference.fixture.ts";

/** Random clusters of Cilium: few labels, ports and addresses, so that policies and connections meet often. */
const sometimes = <T>(weight: number, one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary: one });
const some = <T>(...among: readonly T[]): fc.Arbitrary<readonly T[]> => fc.uniqueArray(fc.constantFrom(...among), { minLength: 1, maxLength: 2 });

/** JSON drops what is undefined, and so does this. */
const present = <T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } => JSON.parse(JSON.stringify(given)) as { [K in keyof T]?: Exclude<T[K], undefined> };

const NAMESPACE = "io.kubernetes.pod.namespace";
const ACCOUNTS = ["default", "bot"] as const;
/** Keys that pods have, and the values that these have. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  app: ["", "one", "two"],
  tier: ["", "one", "two"],
  "app.kubernetes.io/name": ["one", "two"],
  "statefulset.kubernetes.io/pod-name": ["db-0"],
  "pod-template-hash": ["x"],
};
const AROUND: Readonly<Record<string, readonly string[]>> = {
  [NAMESPACE]: NAMESPACES,
  "io.cilium.k8s.namespace.labels.app": ["", "one", "two"],
  "io.cilium.k8s.namespace.labels.tier": ["", "one", "two"],
  "io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name": NAMESPACES,
  "io.cilium.k8s.policy.serviceaccount": ACCOUNTS,
  "io.cilium.k8s.policy.cluster": ["default"],
};
const RESERVED: Readonly<Record<string, readonly string[]>> = { "reserved:host": [""], "reserved:remote-node": [""], "reserved:world": [""], "reserved:kube-apiserver": [""], "reserved:health": [""] };

interface Wish {
  readonly key: string;
  readonly operator: "equal" | "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values: readonly string[];
}

const wish = (keys: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Wish> =>
  fc.constantFrom(...Object.entries(keys)).chain(([key, values]) =>
    fc.record({
      key: fc.constantFrom("", "", "k8s:", "k8s:", "any:", ...(key === "app" ? ["container:"] : [])).map((source) => (key.includes(":") ? key : `${source}${key}`)),
      operator: fc.constantFrom("equal", "equal", "equal", "In", "NotIn", "Exists", "DoesNotExist"),
      values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
    }));

/** `any:app` and `app` are one key, which a map holds once. */
const keyOf = ({ key }: Wish): string => key.replace(/^any:/, "");

function selectors(one: fc.Arbitrary<Wish>): fc.Arbitrary<RawSelector> {
  return fc.uniqueArray(one, { maxLength: 2, selector: keyOf }).map((wishes) => {
    const equal = wishes.filter(({ operator }) => operator === "equal");
    const others = wishes.filter(({ operator }) => operator !== "equal");
    return {
      ...(equal.length > 0 && { matchLabels: Object.fromEntries(equal.map(({ key, values }) => [key, values[0] ?? ""])) }),
      ...(others.length > 0 && { matchExpressions: others.map(({ key, operator, values }) => ({ key, operator, ...(operator.endsWith("In") && { values }) })) }),
    };
  });
}

const subject = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 4, arbitrary: selectors(wish(KNOWN)) }, { weight: 2, arbitrary: selectors(wish({ ...KNOWN, ...AROUND, ...RESERVED })) });
const endpoint = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: selectors(wish(KNOWN)) },
  { weight: 3, arbitrary: selectors(wish({ ...KNOWN, ...AROUND })) },
  { weight: 1, arbitrary: selectors(wish({ ...KNOWN, ...RESERVED })) },
);

const CIDRS = ["0.0.0.0/0", "::/0", "10.0.0.0/8", "10.0.0.2/31", "203.0.113.0/24", "203.0.113.4/32", "fd00::/16", "2001:db8::/32"] as const;
const cidr = fc.constantFrom<string>(...CIDRS);
const GROUPS = ["g1", "g2", "missing"] as const;
const groupSelector: fc.Arbitrary<RawSelector> = fc.oneof(fc.constant({}), fc.constantFrom("one", "two").map((app) => ({ matchLabels: { app } })), fc.constant({ matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] }));
const cidrSet = fc.oneof(
  fc.record({ cidr }),
  fc.record({ cidr: fc.constant("0.0.0.0/0"), except: fc.subarray(["203.0.113.0/24", "10.0.0.0/8"], { minLength: 1 }) }),
  fc.record({ cidr: fc.constant("::/0"), except: fc.constant(["2001:db8::/32"]) }),
  fc.record({ cidrGroupRef: fc.constantFrom<string>(...GROUPS) }),
  fc.record({ cidrGroupSelector: groupSelector }),
);

const SERVICES = ["s1", "s2", "bare", "missing"] as const;
const space = fc.constantFrom<string>(...NAMESPACES);
const toService = fc.oneof(
  fc.record({ k8sService: fc.record({ serviceName: fc.constantFrom<string>(...SERVICES), namespace: space }) }),
  fc.record({ k8sServiceSelector: fc.record({ selector: groupSelector, namespace: space }) }),
);

const upTo2 = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 12, arbitrary: fc.array(one, { minLength: 1, maxLength: 2 }) });
const entity = fc.constantFrom("all", "world", "cluster", "host", "remote-node", "kube-apiserver", "none");

function peers(side: "from" | "to"): fc.Arbitrary<RawItem> {
  const field = <T>(name: string, one: fc.Arbitrary<T>): fc.Arbitrary<RawItem> => upTo2(one).map((list): RawItem => ({ [`${side}${name}`]: list }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 6, arbitrary: field("Endpoints", endpoint) },
    { weight: 3, arbitrary: field("Entities", entity) },
    { weight: 2, arbitrary: field("CIDR", cidr) },
    { weight: 2, arbitrary: field("CIDRSet", cidrSet) },
    ...(side === "to" ? [{ weight: 2, arbitrary: fc.array(toService, { minLength: 1, maxLength: 2 }).map((toServices): RawItem => ({ toServices })) }] : []),
  );
}

const protocol = fc.constantFrom("TCP", "UDP", "SCTP", "ANY");
const port = fc.oneof(
  { weight: 4, arbitrary: fc.record({ port: fc.constantFrom(...NUMBERS.map(String)), protocol: sometimes(6, protocol) }) },
  { weight: 1, arbitrary: fc.record({ port: fc.constant("0"), protocol: sometimes(6, protocol) }) },
  { weight: 2, arbitrary: fc.record({ port: fc.constantFrom("http", "HTTP", "dns", "nothing"), endPort: sometimes(2, fc.constant(8080)), protocol: sometimes(6, protocol) }) },
  { weight: 1, arbitrary: fc.record({ port: fc.constantFrom("0120", "0x50", "065"), protocol: sometimes(6, protocol) }) },
  { weight: 2, arbitrary: fc.record({ port: fc.constantFrom("1", "53", "79"), endPort: fc.constantFrom(80, 8080), protocol: sometimes(6, protocol) }) },
).map(({ port: number, ...rest }) => ({ port: number, ...present(rest) }));
const whole: fc.Arbitrary<RawToPorts> = fc.array(port, { minLength: 1, maxLength: 2 }).map((ports) => ({ ports }));
const http = fc.constantFrom(...NUMBERS).map((number): RawToPorts => ({ ports: [{ port: String(number), protocol: "TCP" }], rules: { http: [{ method: "GET" }] } }));
const list = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.array(one, { minLength: 1, maxLength: 2 });
const lookups: fc.Arbitrary<RawToPorts> = fc.constantFrom("UDP", "ANY").map((of) => ({ ports: [{ port: "53", protocol: of }], rules: { dns: [{ matchPattern: "*" }] } }));
const icmps = fc.constant([{ fields: [{ type: 8 }] }]);

const item = (side: "from" | "to", isDeny: boolean): fc.Arbitrary<RawItem> =>
  fc.record({ who: peers(side), what: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 5, arbitrary: fc.record({ toPorts: list(isDeny ? whole : fc.oneof({ weight: 5, arbitrary: whole }, { weight: 1, arbitrary: side === "from" ? http : fc.oneof(http, lookups) })) }) },
    { weight: 1, arbitrary: fc.record({ icmps }) },
  ), plain: fc.nat({ max: 9 }).map((n) => n === 0 && !isDeny) })
    .map(({ who, what, plain }): RawItem => ({ ...who, ...what, ...(plain && { authentication: { mode: "disabled" } }) }));
const section = (side: "from" | "to", isDeny: boolean): fc.Arbitrary<readonly RawItem[]> => fc.array(item(side, isDeny), { maxLength: 2 });

export const allowItem = { ingress: item("from", false), egress: item("to", false) } as const;
const flag = sometimes(5, fc.boolean());
const defaults = fc.record({ ingress: flag, egress: flag }).map(present);
const rule: fc.Arbitrary<RawCiliumRule> = fc
  .record({
    endpointSelector: subject,
    ingress: sometimes(6, section("from", false)), egress: sometimes(6, section("to", false)),
    ingressDeny: sometimes(2, section("from", true)), egressDeny: sometimes(2, section("to", true)),
    enableDefaultDeny: sometimes(2, defaults),
  })
  .map(({ endpointSelector, ...rest }): RawCiliumRule => ({ endpointSelector, ...present(rest) }))
  .filter(({ ingress = [], egress = [], ingressDeny = [], egressDeny = [] }) => ingress.length + egress.length + ingressDeny.length + egressDeny.length > 0);

const policy: fc.Arbitrary<RawCiliumPolicy> = fc
  .record({ namespace: fc.constantFrom("", ...NAMESPACES), spec: sometimes(7, rule), specs: sometimes(3, fc.array(rule, { minLength: 1, maxLength: 2 })) })
  .filter(({ spec, specs }) => spec !== undefined || specs !== undefined)
  .map(({ namespace, ...rest }): RawCiliumPolicy => ({ namespace, ...present(rest) }));

/** Labels that Cilium keeps, and some that it does not. */
const podLabels = fc
  .tuple(labels, fc.record({ "app.kubernetes.io/name": fc.constantFrom("one", "two"), "statefulset.kubernetes.io/pod-name": fc.constant("db-0"), "pod-template-hash": fc.constant("x") }, { requiredKeys: [] }))
  .map(([own, more]): Readonly<Record<string, string>> => ({ ...own, ...more }));

const NODES: readonly RawNode[] = [{ node: "node-a", ip: "10.0.9.1" }, { node: "node-b", ip: "10.0.9.2" }, { node: "node-c", ip: "fd00::901" }];
const ADDRESSES: readonly RawCiliumEnd[] = [{ ip: "203.0.113.4" }, { ip: "10.0.0.200" }, { ip: "2001:db8::7" }];

const declared = fc.record({ name: fc.constantFrom("http", "dns"), protocol: fc.constantFrom("TCP", "UDP"), containerPort: fc.constantFrom(...NUMBERS) });
const podAt = (ip: string): fc.Arbitrary<RawCiliumPod> =>
  fc.record({ namespace: fc.constantFrom(...NAMESPACES), labels: podLabels, ports: fc.array(declared, { maxLength: 2 }), account: fc.constantFrom(...ACCOUNTS), at: fc.constantFrom(...NODES), hostNetwork: fc.nat({ max: 6 }).map((n) => n === 0) })
    .map(({ at, ports, ...pod }) => ({ ...pod, node: at.node, ip: pod.hostNetwork ? at.ip : ip, ports: pod.hostNetwork ? [] : ports }));
const pods = fc.subarray(["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "fd00::1", "fd00::2"], { minLength: 2 }).chain((ips) => fc.tuple(...ips.map(podAt)));

const groups: fc.Arbitrary<readonly RawCidrGroup[]> = fc.tuple(...["g1", "g2"].map((name) => fc.record({ name: fc.constant(name), labels, externalCIDRs: some<string>(...CIDRS) }))).chain((both) => fc.subarray(both));
const backed = labels.map((selector) => (Object.keys(selector).length > 0 ? selector : { app: "one" }));
const serviceAt = (name: string): fc.Arbitrary<RawService> =>
  fc.record({ name: fc.constant(name), namespace: space, labels, selector: name === "bare" ? fc.constant(undefined) : backed, addresses: name === "bare" ? some("203.0.113.4", "10.0.0.1", "10.0.9.1") : fc.constant([]) })
    .map(({ selector, ...rest }): RawService => ({ ...rest, ...(selector && { selector }) }));
const services = fc.tuple(...["s1", "s2", "bare"].map(serviceAt)).chain((all) => fc.subarray(all));

/** Now and then a NetworkPolicy is about the labels that Cilium leaves out. */
const natives = nativePolicies.chain((given) => fc.tuple(...given.map((one): fc.Arbitrary<RawPolicy> =>
  sometimes(2, selectors(wish(KNOWN)).filter(isUnprefixed)).map((podSelector) => (podSelector ? { ...one, spec: { ...one.spec, podSelector } } : one)))));

function isUnprefixed({ matchLabels = {}, matchExpressions = [] }: RawSelector): boolean {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)].every((key) => !key.includes(":"));
}

const ciliumClusters: fc.Arbitrary<RawCiliumCluster> = fc.record({
  namespaces: fc.record({ n1: labels, n2: labels, n3: labels }), pods, services, groups,
  servers: fc.constantFrom<readonly string[]>(["10.0.9.1"], ["10.0.9.1", "10.0.9.2"], ["10.0.0.200"], ["10.0.0.200", "10.0.9.2"], ["192.0.2.1"]),
  cilium: fc.array(policy, { maxLength: 5 }),
  policies: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: natives }),
});

/** With a pod at one end at least and of one family. */
function callsIn({ pods: inside }: RawCiliumCluster): fc.Arbitrary<RawCiliumCall> {
  const ends: readonly RawCiliumEnd[] = [...inside, ...NODES, ...ADDRESSES];
  const isPod = (end: RawCiliumEnd): boolean => "namespace" in end;
  const pairs = ends.flatMap((from) => ends.map((to) => ({ from, to }))).filter(({ from, to }) => from.ip.includes(":") === to.ip.includes(":") && (isPod(from) || isPod(to)));
  return fc.tuple(fc.constantFrom(...pairs), fc.record({ port: fc.constantFrom(...NUMBERS), protocol: fc.constantFrom("TCP", "UDP") })).map(([both, at]) => ({ ...both, ...at }));
}

export const situations = ciliumClusters.chain((raw) => fc.tuple(fc.constant(raw), fc.array(callsIn(raw), { minLength: 10, maxLength: 10 })));

const object = (kind: string, namespace: string, name: string, more: object): object => ({ apiVersion: "cilium.io/v2", kind, metadata: { name, ...(namespace !== "" && { namespace }) }, ...more });

const ciliumDocumentsOf = ({ cilium }: RawCiliumCluster): readonly string[] =>
  cilium.map(({ namespace, ...rest }, i) => JSON.stringify(object(namespace === "" ? "CiliumClusterwideNetworkPolicy" : "CiliumNetworkPolicy", namespace, `p${i}`, rest)));

function podDocument({ namespace, labels: own, ip, ports, account, node, hostNetwork }: RawCiliumPod, i: number): object {
  const containers = ports.map((one, number) => ({ name: `c${number}`, image: "app", ports: [one] }));
  const hostIP = NODES.find((one) => one.node === node)?.ip;
  return {
    apiVersion: "v1", kind: "Pod", metadata: { name: `p${i}`, namespace, labels: own },
    spec: { nodeName: node, containers, ...(account !== "default" && { serviceAccountName: account }), ...(hostNetwork && { hostNetwork }) },
    status: { phase: "Running", podIP: ip, hostIP },
  };
}

function serviceDocuments({ name, namespace, labels: own, selector, addresses }: RawService, i: number): readonly object[] {
  const document = { apiVersion: "v1", kind: "Service", metadata: { name, namespace, labels: own }, spec: { clusterIP: `10.96.0.${i + 1}`, ports: [{ port: 80 }], ...(selector && { selector }) } };
  const slice = {
    apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", metadata: { name: `${name}-1`, namespace, labels: { "kubernetes.io/service-name": name } },
    addressType: "IPv4", ports: [{ port: 80, name: "" }], endpoints: addresses.map((address) => ({ addresses: [address] })),
  };
  return selector ? [document] : [document, slice];
}

export function everyDocument(raw: RawCiliumCluster): readonly string[] {
  const plain: readonly RawPod[] = [];
  const api = { apiVersion: "v1", kind: "Service", metadata: { name: "kubernetes", namespace: "default" }, spec: { clusterIP: "10.96.0.100", ports: [{ port: 443, targetPort: 6443 }] } };
  const servers = {
    apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", metadata: { name: "kubernetes", namespace: "default", labels: { "kubernetes.io/service-name": "kubernetes" } },
    addressType: "IPv4", ports: [{ port: 6443, name: "" }], endpoints: raw.servers.map((address) => ({ addresses: [address] })),
  };
  const documents = [
    ...NODES.map(({ node, ip }) => ({ apiVersion: "v1", kind: "Node", metadata: { name: node }, status: { addresses: [{ type: "InternalIP", address: ip }] } })),
    ...raw.pods.map(podDocument),
    ...raw.services.flatMap(serviceDocuments),
    api, servers,
    ...raw.groups.map(({ name, labels: own, externalCIDRs }) => ({ apiVersion: "cilium.io/v2", kind: "CiliumCIDRGroup", metadata: { name, labels: own }, spec: { externalCIDRs } })),
  ];
  return [...documentsOf({ ...raw, pods: plain }), ...documents.map((document) => JSON.stringify(document)), ...ciliumDocumentsOf(raw)];
}
