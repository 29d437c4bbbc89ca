import { ENGINE_NAMES, isEngineName } from "#lib/policy/engines.ts";
import type { Field } from "#lib/source/field.ts";
import type { ClusterInfo } from "../facts.ts";
import { hostName } from "./host.ts";
import type { Reader } from "./object.ts";
import { ownSpec, requiredText } from "./strict.ts";
import { address, cidr, defined, invalid, optional, required } from "./values.ts";

/** RFC 3339, as `whydrop snapshot` writes it. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[-+]\d\d:\d\d)$/;

export const readCluster: Reader = (object) => {
  const spec = ownSpec(object).allow("region", "version", "engine", "engineUncertain", "serves", "podCIDRs", "capturedAt", "summary", "unreadable", "resolved");
  const serves = spec.at("serves").list().flatMap((field) => field.text() ?? []);
  return [
    {
      kind: "cluster",
      name: object.ref.name,
      ...optional("region", spec.at("region").text()),
      ...optional("version", spec.at("version").text()),
      ...optional("engine", engineName(spec.at("engine"))),
      ...(spec.at("engineUncertain").boolean() === true && { engineUncertain: true }),
      ...(serves.length > 0 && { serves }),
      podCidrs: spec.at("podCIDRs").list().map((field) => required(field, cidr(field))).filter(defined),
      ...optional("capturedAt", time(spec.at("capturedAt"))),
      ...optional("summary", spec.at("summary").text()),
      unreadable: spec.at("unreadable").list().flatMap(unreadable),
      resolved: spec.at("resolved").list().flatMap(resolved),
    },
  ];
};

/** One that Whydrop does not know is kept too, as what the file says. */
function engineName(field: Field): string | undefined {
  const name = field.text();
  if (name !== undefined && name !== "none" && !isEngineName(name)) field.problems.warning("unsupported-value", field.path, `\`${name}\` is no engine that is known: it counts as not given. Known are ${ENGINE_NAMES.join(", ")}`);
  return name;
}

function unreadable(entry: Field): ClusterInfo["unreadable"] {
  entry.allow("group", "kind", "namespace", "except", "why").map();
  const group = required(entry.at("group"), entry.at("group").text());
  const kind = requiredText(entry.at("kind"));
  if (group === undefined || kind === undefined) return [];
  const except = entry.at("except").list().flatMap((field) => field.text() ?? []);
  return [{ group, kind, ...optional("namespace", entry.at("namespace").text()), ...(except.length > 0 && { except }), why: entry.at("why").text() ?? "" }];
}

function resolved(entry: Field): ClusterInfo["resolved"] {
  entry.allow("host", "addresses", "at").map();
  const text = requiredText(entry.at("host"));
  const host = text === undefined ? undefined : (hostName(text) ?? invalid(entry.at("host"), text, "a DNS name"));
  const addresses = entry.at("addresses").list().map((field) => required(field, address(field))).filter(defined);
  return host === undefined ? [] : [{ host, addresses, ...optional("at", time(entry.at("at"))) }];
}

function time(field: Field): string | undefined {
  const text = field.text();
  if (text === undefined) return undefined;
  return TIME.test(text) ? text : invalid(field, text, "a time such as 2026-04-16T02:13:40Z");
}
