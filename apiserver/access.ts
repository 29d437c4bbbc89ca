import type { Time } from "#server/time.ts";

/** What a token may do; `*` is everything. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Only there; without them everywhere, and at the cluster scope. */
  readonly namespaces?: readonly string[];
}

export interface Account {
  readonly user: string;
  readonly groups?: readonly string[];
  readonly rules: readonly Rule[];
  /** Wall time in milliseconds after which the token is no longer known. */
  readonly expires?: number;
}

export interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** May do anything. */
export const EVERYTHING: readonly Rule[] = [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }];

const AUTHENTICATED = "system:authenticated";
const ANONYMOUS: Account = { user: "system:anonymous", groups: ["system:unauthenticated"], rules: [] };
/** Who calls where nobody has an account: a server in a test without access rules. */
const OWNER: Account = { user: "kubernetes-admin", groups: ["system:masters", AUTHENTICATED], rules: EVERYTHING };
/** Everybody who is known may ask about themselves: the role `system:basic-user`. */
const BASIC_USER: readonly Rule[] = [
  { apiGroups: ["authorization.k8s.io"], resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"], verbs: ["create"] },
  { apiGroups: ["authentication.k8s.io"], resources: ["selfsubjectreviews"], verbs: ["create"] },
];
const PUBLIC_PATHS = ["/version", "/healthz", "/livez", "/readyz"];
const DISCOVERY_PATHS = ["/api", "/apis", "/openapi", ...PUBLIC_PATHS];

/** Who may do what, by bearer token. May be changed at any time; a watch that is open goes on, as on the real server. */
export class Access {
  readonly #accounts = new Map<string, Account>();
  readonly #time: Time;

  constructor(time: Time) {
    this.#time = time;
  }

  /** Gives a token an account, or another one. */
  grant(token: string, account: Account): void {
    this.#accounts.set(token, account);
  }

  revoke(token: string): void {
    this.#accounts.delete(token);
  }

  /** @returns undefined for a token that is not known, or no longer */
  authenticate(token: string | undefined): Account | undefined {
    if (this.#accounts.size === 0) return OWNER;
    if (token === undefined) return ANONYMOUS;
    const account = this.#accounts.get(token);
    if (account === undefined || (account.expires !== undefined && account.expires <= this.#time.wall())) return undefined;
    return { ...account, groups: [...(account.groups ?? []), AUTHENTICATED], rules: [...account.rules, ...BASIC_USER] };
  }

  /** What is bound to a user, whoever asks. */
  rulesOf(user: string): readonly Rule[] {
    if (user === OWNER.user && this.#accounts.size === 0) return EVERYTHING;
    return [...this.#accounts.values()].filter((account) => account.user === user).flatMap(({ rules }) => rules);
  }
}

export const mayRead = (account: Account, path: string): boolean =>
  (account.groups?.includes(AUTHENTICATED) === true ? DISCOVERY_PATHS : PUBLIC_PATHS).some((allowed) => path === allowed || path.startsWith(`${allowed}/`)) ||
  allows(account.rules, { verb: "*", group: "*", resource: "*" });

export const allows = (rules: readonly Rule[], asked: Attributes): boolean => rules.some((rule) => covers(rule, asked));

function covers(rule: Rule, { verb, group, resource, subresource, namespace }: Attributes): boolean {
  const full = subresource === undefined || subresource === "" ? resource : `${resource}/${subresource}`;
  const within = rule.namespaces === undefined || (namespace !== undefined && rule.namespaces.includes(namespace));
  return within && includes(rule.verbs, verb) && includes(rule.apiGroups, group) && includes(rule.resources, full);
}

const includes = (allowed: readonly string[], asked: string): boolean => allowed.includes("*") || allowed.includes(asked);

/** In the words of the real server. */
export function forbiddenMessage(user: string, { verb, group, resource, subresource, namespace, name }: Attributes): string {
  const qualified = group === "" ? resource : `${resource}.${group}`;
  const full = subresource === undefined || subresource === "" ? resource : `${resource}/${subresource}`;
  const where = namespace === undefined || namespace === "" ? "at the cluster scope" : `in the namespace "${namespace}"`;
  return `${qualified}${name === undefined || name === "" ? "" : ` "${name}"`} is forbidden: User "${user}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`;
}
