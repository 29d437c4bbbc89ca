import type { Gap } from "#lib/check/gaps.ts";
import type { Missing } from "#lib/policy/uncertainty.ts";
import { identityOf, nameOf } from "#lib/source/identity.ts";
import { listOf } from "./words.ts";

/** The missing fact, in words that can follow "Cannot tell: ". */
export function gapText(gap: Gap): string {
  switch (gap.kind) {
    case "not-found":
      return gap.finished ? `${gap.id} has finished and takes no part` : `${gap.id} is not in the input`;
    case "unread":
      return `${gap.of} is not known: ${listOf([...new Set(gap.missing.map(missingText))])}`;
    case "ambiguous-name":
      return `${gap.id} could be ${listOf(gap.candidates)}: name the kind`;
    case "address":
      return `the address of ${gap.of} is not known, and only it could decide`;
    case "addresses-of-name":
      return `the addresses of ${gap.host} are not known${gap.publicOnly ? " beyond being public" : ""}, and a rule covers only part of what they could be`;
    case "whose-address":
      return `${gap.address} belongs to ${listOf(gap.candidates)} at once`;
    case "which-node-address":
      return `${gap.of} can send from more than one address`;
    case "service-port":
      return `Service ${gap.service} has no port ${gap.port}`;
    case "service-endpoints":
      return gap.onNode === undefined ? `Service ${gap.service} has no endpoint in the input` : `Service ${gap.service} has no endpoint on node ${gap.onNode}, and its traffic policy Local sends to no other node`;
    case "service-of-name":
      return `no Service in the input has the name ${gap.host}`;
    case "alias-circle":
      return `Service ${gap.service} is an alias that leads back to itself`;
    case "hairpin":
      return `whether a pod that reaches itself through Service ${gap.service} is policed differs between engines`;
    case "dns":
      return [`whether the resolver ${gap.resolver} can be asked is not decided`, ...new Set((gap.because ?? []).map(gapText))].join(": ");
    case "policy":
      return missingText(gap.missing);
  }
}

export function missingText(missing: Missing): string {
  switch (missing.kind) {
    case "labels":
      return `the labels of ${missing.of} ${missing.name} are not in the input, and a rule asks that it has no ${missing.key}`;
    case "disputed-cidr":
      return `engines disagree on what ${missing.cidr}, written as IPv4-mapped IPv6, matches`;
    case "doubtful-policy":
      return `${identityOf(missing.policy)} has an unknown field: a strict server rejects it, a lenient one drops the field, and the two differ here`;
    case "tied-policies":
      return `${listOf(missing.policies.map(identityOf))} disagree, and nothing says which of them is asked first`;
    case "not-evaluated":
      return `${nameOf(missing.policy)} (${missing.policy.apiVersion}) is not evaluated and could change this`;
    case "unreadable-document":
      return `a ${missing.kindNamed} in ${missing.place.file} line ${missing.place.line} cannot be read and could change this`;
    case "enforcement":
      return `whether ${missing.engine} enforces ${nameOf(missing.policy)} (${missing.policy.apiVersion}) is not known`;
    case "feature":
      return `whether this installation has ${missing.feature}, which ${identityOf(missing.policy)} uses, is not known`;
    case "tier":
      return `the Tier ${missing.tier} of ${identityOf(missing.policy)} is not in the input, so nobody knows when it is asked`;
    case "host-policy":
      return `${identityOf(missing.policy)} limits nodes, and whether the host firewall is on is not in the input`;
    case "addresses-of-names":
      return `the addresses of ${missing.pattern} are not known, and a rule by that name could decide`;
    case "node-of-pod":
      return `the node of ${missing.pod} is not known, and a rule asks for it`;
    case "api-server":
      return "the addresses of the Kubernetes API are not in the input: the EndpointSlices of Service default/kubernetes";
    case "service-address":
      return "the address of the Service is not in the input, and this engine judges it before it is translated";
    case "source-port":
      return "a rule asks for the source port, which clients choose at random";
    case "authentication":
      return "a rule demands mutual authentication, and whether it succeeds is not in the input";
    case "cloud-group":
      return `who is in ${missing.group} is not in the input`;
    case "unreadable-kind":
      return unreadText(missing);
  }
}

/** `CiliumNetworkPolicy.cilium.io in payments could not be read: forbidden`. */
function unreadText({ group, kindNamed, namespace, except = [], why }: Extract<Missing, { kind: "unreadable-kind" }>): string {
  const where = namespace !== "" ? ` in ${namespace}` : except.length > 0 ? ` outside of ${listOf(except)}` : "";
  // What stands for many kinds is no kind of a group: "policies of any API".
  return `${kindNamed}${group === "" || kindNamed.includes(" ") ? "" : `.${group}`}${where} could not be read${why === "" ? "" : `: ${why}`}`;
}
