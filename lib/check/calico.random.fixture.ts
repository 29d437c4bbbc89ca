import fc from "fast-check";
import { type RawCalicoCall, type RawCalicoCluster, type RawCalicoEnd, type RawCalicoPod, type RawCalicoPolicy, type RawCalicoRule, type RawEntity, type RawNetworkSet, type RawNode, type RawTier, nameOf } from "./calico.reference.fixture.ts";
import { type RawTest, written } from "./calico.selector.fixture.ts";
import { NAMESPACES, NUMBERS, declared, documentsOf, labels, policies as nativePolicies, whichPort } from "./random.fixture.ts";

/** Random clusters of Calico: few labels, ports, orders and addresses, so that tiers, policies and connections meet often. */
const VALUES = ["", "one", "two", ...NAMESPACES, "bot", "k8s"] as const;
const ACCOUNTS = ["default", "bot", "web"] as const;
const SPACE = "projectcalico.org/namespace";
const ACCOUNT = "projectcalico.org/serviceaccount";

const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom("one", "two", "") }, { weight: 1, arbitrary: fc.constantFrom<string>(...VALUES) });

function selectors(keys: readonly string[]): fc.Arbitrary<RawTest> {
  const label = fc.constantFrom(...keys);
  const leaf: fc.Arbitrary<RawTest> = fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("all" as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("has" as const), label }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("==" as const, "!=" as const), label, value }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("contains" as const, "starts with" as const, "ends with" as const), label, value: fc.constantFrom("o", "n", "tw", "one", "") }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("in" as const, "not in" as const), label, values: fc.uniqueArray(value, { maxLength: 2 }) }) },
  );
  const tree = (depth: number): fc.Arbitrary<RawTest> =>
    depth === 0 ? leaf : fc.oneof(
      { weight: 5, arbitrary: leaf },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("!" as const), of: tree(depth - 1) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("&&" as const, "||" as const), of: fc.array(tree(depth - 1), { minLength: 2, maxLength: 2 }) }) },
    );
  return tree(2);
}

const KEYS = ["app", "tier"];
const endpoints = selectors([...KEYS, ...KEYS, SPACE, ACCOUNT, "projectcalico.org/orchestrator", "pcns.app", "pcsa.tier", "pcns.projectcalico.org/name"]);
const namespaces = selectors([...KEYS, "projectcalico.org/name", "kubernetes.io/metadata.name"]);
const accounts = selectors([...KEYS, "projectcalico.org/name"]);

const NETS = { 4: ["10.0.0.0/8", "10.0.0.0/30", "10.0.0.4", "203.0.113.0/24", "10.0.9.0/24"], 6: ["fd00::/16", "fd00::1", "2001:db8::/32", "fd00::2/127"] } as const;
const EVERYWHERE = { 4: "0.0.0.0/0", 6: "::/0" } as const;
const some = <T>(...among: readonly T[]): fc.Arbitrary<readonly T[]> => fc.uniqueArray(fc.constantFrom(...among), { minLength: 1, maxLength: 2 });
const ports = some<number | string>(...NUMBERS, "80", "1:80", "80:8080", "http", "dns");
const names = some<number | string>("http", "dns");
const sometimes = <T>(weight: number, one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary: one });

function entities(family: 4 | 6, which: fc.Arbitrary<readonly (number | string)[]> | undefined): fc.Arbitrary<RawEntity> {
  const absent = fc.constant(undefined);
  const serviceAccounts = fc.record({ names: some(...ACCOUNTS), selector: accounts }, { requiredKeys: [] });
  return fc.record({
    nets: sometimes(2, some<string>(EVERYWHERE[family], ...NETS[family])),
    notNets: sometimes(1, some<string>(...NETS[family])),
    selector: sometimes(4, endpoints),
    notSelector: sometimes(1, endpoints),
    namespaceSelector: sometimes(2, fc.oneof({ weight: 2, arbitrary: fc.constant<RawTest>({ kind: "global" }) }, { weight: 5, arbitrary: namespaces })),
    serviceAccounts: sometimes(1, serviceAccounts),
    ports: which ? sometimes(5, which) : absent,
    notPorts: which ? sometimes(1, which) : absent,
  }).map(present);
}

/** JSON drops what is undefined, and so does this. */
const present = <T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } => JSON.parse(JSON.stringify(given)) as { [K in keyof T]?: Exclude<T[K], undefined> };

const action = fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const, "Deny" as const, "Pass" as const, "Log" as const);
const whole = fc.oneof(fc.constantFrom("TCP", "UDP", "SCTP"), fc.constantFrom<string | number>(6, 17, 132));

/** Numbers of ports need TCP, UDP or SCTP; names need no protocol. */
const rule: fc.Arbitrary<RawCalicoRule> = fc.tuple(fc.constantFrom(4 as const, 4 as const, 6 as const), fc.constantFrom("ported", "ported", "any", "other")).chain(([family, about]) => {
  const protocol = about === "ported" ? whole : about === "any" ? fc.constant(undefined) : fc.constantFrom<string | number>("UDPLite", 47, 136, 6, "UDP");
  const destination = entities(family, about === "ported" ? ports : about === "any" ? names : undefined);
  return fc
    .record({ action, ipVersion: sometimes(2, fc.constant(family)), protocol, notProtocol: sometimes(1, whole), source: sometimes(5, entities(family, undefined)), destination: sometimes(5, destination) })
    .map((given): RawCalicoRule => ({ ...present(given), action: given.action }));
});

const rules = fc.array(rule, { maxLength: 3 });
const order = fc.constantFrom(-1, 10, 10, 1000, 1000, 1000.5);
const common = { order: sometimes(7, order), selector: sometimes(4, endpoints), serviceAccountSelector: sometimes(1, accounts), types: sometimes(5, fc.constantFrom(["Ingress"], ["Egress"], ["Egress", "Ingress"])), ingress: sometimes(8, rules), egress: sometimes(8, rules) };
const tierNames = ["first", "second", "last"] as const;
const tier = sometimes(6, fc.constantFrom("default", ...tierNames, ...tierNames));

/** Without types an empty list of egress rules means this in one release and that in another. */
const settled = (policy: RawCalicoPolicy): boolean => policy.spec.types !== undefined || policy.spec.egress === undefined || policy.spec.egress.length > 0;

const policy = (staged: boolean): fc.Arbitrary<RawCalicoPolicy> =>
  fc
    .record({ name: fc.constantFrom("a", "m", "z"), namespace: fc.constantFrom("", "", "", ...NAMESPACES), spec: fc.record({ ...common, tier, namespaceSelector: sometimes(2, namespaces) }) })
    .map(({ name, namespace, spec: { namespaceSelector, ...spec } }) => ({ name, namespace, staged, spec: present(namespace === "" ? { ...spec, namespaceSelector } : spec) }))
    .filter(settled);

const identity = ({ namespace, staged, ...policy }: RawCalicoPolicy): string => `${namespace}/${String(staged)}/${nameOf({ namespace, staged, ...policy })}`;
export const policies = (staged: boolean): fc.Arbitrary<readonly RawCalicoPolicy[]> => fc.uniqueArray(policy(staged), { maxLength: staged ? 2 : 8, selector: identity });
const calico = fc.tuple(policies(false), policies(true)).map((both) => both.flat());

const tiers: fc.Arbitrary<readonly RawTier[]> = fc.tuple(...tierNames.map((name) =>
  fc.record({ order: sometimes(8, fc.constantFrom(5, 5, 100, 2_000_000)), defaultAction: sometimes(6, fc.constantFrom("Pass" as const, "Deny" as const)) }).map((given) => ({ name, ...present(given) }))));

const sets: fc.Arbitrary<readonly RawNetworkSet[]> = fc.array(fc.record({ namespace: fc.constantFrom("", "", ...NAMESPACES), labels, nets: some<string>(...NETS[4], ...NETS[6], "0.0.0.0/0") }), { maxLength: 3 });

const NODES: readonly RawNode[] = [{ node: "node-a", ip: "10.0.9.1" }, { node: "node-b", ip: "10.0.9.2" }];
const ADDRESSES: readonly RawCalicoEnd[] = [{ ip: "203.0.113.4" }, { ip: "10.0.0.200" }, { ip: "2001:db8::7" }, { ip: "fd00::77" }];

const podAt = (ip: string): fc.Arbitrary<RawCalicoPod> =>
  fc.record({ namespace: fc.constantFrom(...NAMESPACES), labels, ip: fc.constant(ip), ports: fc.array(declared, { maxLength: 3 }), account: fc.constantFrom(...ACCOUNTS), node: fc.constantFrom("node-a", "node-b") });
const pods = fc.subarray(["10.0.0.1", "10.0.0.2", "10.0.0.4", "10.0.0.5", "fd00::1", "fd00::2"], { minLength: 2 }).chain((ips) => fc.tuple(...ips.map(podAt)));

const ids = NAMESPACES.flatMap((namespace) => ACCOUNTS.map((account) => `${namespace}/${account}`));
const accountLabels = fc.tuple(...ids.map(() => labels)).map((each) => Object.fromEntries(ids.map((id, i) => [id, each[i] ?? {}])));

const calicoClusters: fc.Arbitrary<RawCalicoCluster> = fc.record({
  namespaces: fc.record({ n1: labels, n2: labels, n3: labels }), accounts: accountLabels, pods, sets, tiers, calico, policies: nativePolicies,
});

const isWorkload = (end: RawCalicoEnd): boolean => "namespace" in end;
const isV6 = ({ ip }: RawCalicoEnd): boolean => ip.includes(":");

/** With a pod at one end at least, of one family, and none from a pod to its own node: whether that gets through is Felix's configuration. */
function callsIn({ pods: inside }: RawCalicoCluster): fc.Arbitrary<RawCalicoCall> {
  const ends = [...inside, ...inside, ...NODES, ...ADDRESSES];
  const pairs = ends.flatMap((from) => ends.map((to) => ({ from, to }))).filter(({ from, to }) => isV6(from) === isV6(to) && (isWorkload(from) || isWorkload(to)));
  const asked = pairs.filter(({ from, to }) => isWorkload(to) || !("node" in to && "node" in from && from.node === to.node));
  return fc.tuple(fc.constantFrom(...asked), whichPort).map(([both, at]) => ({ ...both, ...at }));
}

export const situations = calicoClusters.chain((raw) => fc.tuple(fc.constant(raw), fc.array(callsIn(raw), { minLength: 10, maxLength: 10 })));

const SELECTORS = new Set(["selector", "notSelector", "namespaceSelector", "serviceAccountSelector"]);

/** The object as JSON with its selectors in Calico's grammar. */
const asDocument = (object: unknown): unknown => JSON.parse(JSON.stringify(object, (field, found: unknown) => (SELECTORS.has(field) ? written(found as RawTest) : found)));

export interface CalicoDocument {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: unknown;
}

const V3 = "projectcalico.org/v3";
const placed = (kind: string, namespace: string, name: string, spec: unknown): CalicoDocument => ({ apiVersion: V3, kind, metadata: { name, ...(namespace !== "" && { namespace }) }, spec });

export function calicoDocumentsOf({ tiers: limits, sets: known, calico: policies }: RawCalicoCluster): readonly CalicoDocument[] {
  return [
    ...limits.map(({ name, ...spec }) => placed("Tier", "", name, spec)),
    ...known.map(({ namespace, labels: own, nets }, i) => {
      const document = placed(namespace === "" ? "GlobalNetworkSet" : "NetworkSet", namespace, `set${i}`, { nets });
      return { ...document, metadata: { ...document.metadata, labels: own } };
    }),
    ...policies.map((one) => placed(`${one.staged ? "Staged" : ""}${one.namespace === "" ? "Global" : ""}NetworkPolicy`, one.namespace, nameOf(one), asDocument(one.spec))),
  ];
}

/** How the same object is stored: its labels in an annotation, and a policy of the default tier under that tier's name. */
export function storedForm({ kind, metadata: { name, labels: own, ...metadata }, spec }: CalicoDocument): unknown {
  const isDefault = kind.endsWith("Policy") && !name.includes(".");
  const annotations = own && { "projectcalico.org/metadata": JSON.stringify({ labels: own }) };
  return { apiVersion: "crd.projectcalico.org/v1", kind, metadata: { ...metadata, name: isDefault ? `default.${name}` : name, ...(annotations && { annotations }) }, spec };
}

export function plainDocumentsOf({ namespaces: spaces, accounts: known, pods: inside, policies }: RawCalicoCluster): readonly string[] {
  const documents = [
    ...Object.entries(known).map(([id, own]) => ({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: id.split("/")[1], namespace: id.split("/")[0], labels: own } })),
    ...NODES.map(({ node, ip }) => ({ apiVersion: "v1", kind: "Node", metadata: { name: node }, status: { addresses: [{ type: "InternalIP", address: ip }] } })),
    ...inside.map(({ namespace, labels: own, ip, ports: open, account, node }, i) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: `p${i}`, namespace, labels: own },
      spec: { nodeName: node, ...(account !== "default" && { serviceAccountName: account }), containers: open.map((one, number) => ({ name: `c${number}`, image: "app", ports: [one] })) },
      status: { phase: "Running", podIP: ip },
    })),
  ];
  return [...documentsOf({ namespaces: spaces, pods: [], policies }), ...documents.map((document) => JSON.stringify(document))];
}

export const everyDocument = (raw: RawCalicoCluster): readonly string[] => [...plainDocumentsOf(raw), ...calicoDocumentsOf(raw).map((document) => JSON.stringify(document))];
