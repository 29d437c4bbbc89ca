import type { ServiceMatch } from "#lib/policy/algebra.ts";
import type { NamePattern } from "#lib/policy/names.ts";
import type { Field } from "#lib/source/field.ts";
import { readDomains } from "./domains.ts";
import { isUnset } from "./entries.ts";
import { type Net, readNets, readNotNets } from "./nets.ts";
import { type RulePort, readPorts } from "./ports.ts";
import type { Expression } from "./selector/expression.ts";
import { readNamespaceSelector, readSelector } from "./selector/field.ts";
import { type ServiceAccounts, readServiceAccounts } from "./serviceaccounts.ts";
import { checkServicesSide, readServices } from "./services.ts";

/** One end of a rule, `source` or `destination`: all that is set holds together. */
export interface Entity {
  readonly nets: readonly Net[];
  readonly notNets: readonly Net[];
  readonly selector?: Expression;
  readonly notSelector?: Expression;
  readonly namespaceSelector?: Expression;
  readonly serviceAccounts?: ServiceAccounts;
  readonly services?: ServiceMatch;
  readonly domains: readonly NamePattern[];
  readonly ports: readonly RulePort[];
  readonly notPorts: readonly RulePort[];
}

/** Where an end stands: `isPeer` where it is the other party, `namesDomains` where domain names are allowed. */
interface End {
  readonly isPeer: boolean;
  readonly namesDomains: boolean;
  /** The policy's namespace, "" for one of the cluster. */
  readonly home: string;
}

const FIELDS = [
  ...["nets", "notNets", "selector", "notSelector", "namespaceSelector", "serviceAccounts", "services"],
  ...["ports", "notPorts", "domains"],
] as const;

const WITHOUT_DOMAINS = "rejects the policy, or drops the field and lets the rule mean everybody";

export function readEntity(field: Field, end: End): Entity {
  field.struct(...FIELDS);
  checkServicesSide(field, end.isPeer);
  checkDomains(field, end);
  const selector = readSelector(field.at("selector"));
  const notSelector = readSelector(field.at("notSelector"));
  const namespaceSelector = readNamespaceSelector(field.at("namespaceSelector"));
  const serviceAccounts = readServiceAccounts(field.at("serviceAccounts"));
  const services = readServices(field, end.home);
  return {
    nets: readNets(field.at("nets")),
    notNets: readNotNets(field.at("notNets")),
    ...(selector && { selector }),
    ...(notSelector && { notSelector }),
    ...(namespaceSelector && { namespaceSelector }),
    ...(serviceAccounts && { serviceAccounts }),
    ...(services && { services }),
    domains: readDomains(field.at("domains"), WITHOUT_DOMAINS),
    ports: readPorts(field.at("ports")),
    notPorts: readPorts(field.at("notPorts")),
  };
}

function checkDomains(field: Field, { namesDomains }: End): void {
  const domains = field.at("domains");
  if (isUnset(domains)) return;
  if (!namesDomains) domains.error("forbidden", "`domains` may stand only in the `destination` of an egress rule whose action is `Allow`");
  for (const key of ["nets", "selector"]) {
    if (!isUnset(field.at(key))) field.at(key).error("forbidden", `\`${key}\` may not stand beside \`domains\``);
  }
}
